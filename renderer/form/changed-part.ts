/** How many signs two texts have in common at their beginning, and after it at their end. */
function commonEnds(before: string, after: string): { readonly head: number; readonly tail: number } {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return { head, tail };
}

/** What was put in between, or, when nothing was, what was taken away. */
export function changedPart(before: string, after: string): { readonly text: string; readonly removed: boolean } {
  const { head, tail } = commonEnds(before, after);
  const added = after.slice(head, after.length - tail);
  const removed = added === '';
  const text = removed ? before.slice(head, before.length - tail) : added;
  return { text: `${head > 0 ? '…' : ''}${text}${tail > 0 ? '…' : ''}`, removed };
}

/** Where a caret stands after a text was replaced by others: at the end it stays there, else beside the same signs. */
export function movedCaret(before: string, after: string, caret: number): number {
  if (caret >= before.length) return after.length;
  const { head, tail } = commonEnds(before, after);
  if (caret <= head) return caret;
  return caret >= before.length - tail ? caret + after.length - before.length : head;
}
