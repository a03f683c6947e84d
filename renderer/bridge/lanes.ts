/**
 * A browser sends requests over several connections, so two keystrokes could overtake each other. Calls about one draft (or, where there is
 * none, of one name) therefore leave one after the other; calls in different lanes do not wait for each other.
 */
export function lanes() {
  const last = new Map<string, Promise<unknown>>();
  return <T>(lane: string, run: () => Promise<T>): Promise<T> => {
    const before = last.get(lane) ?? Promise.resolve();
    const mine = before.then(run, run);
    const settled = mine.then(forget, forget);
    last.set(lane, settled);
    function forget(): void {
      if (last.get(lane) === settled) last.delete(lane);
    }
    return mine;
  };
}

export function laneOf(name: string, args: unknown): string {
  // Only looks: it waits for nothing that is typed, and nothing that is typed waits for it.
  if (name === 'case.related') return name;
  const draftId: unknown = typeof args === 'object' && args !== null && 'draftId' in args ? args.draftId : undefined;
  return typeof draftId === 'string' ? draftId : name;
}
