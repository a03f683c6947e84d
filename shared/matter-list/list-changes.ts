import type { Matter } from './matter-list.ts';

/** How a list differs from the one it was made from. */
export type MatterChange =
  | { readonly kind: 'added'; readonly after: Matter }
  | { readonly kind: 'removed'; readonly before: Matter }
  | { readonly kind: 'changed'; readonly before: Matter; readonly after: Matter };

export function listChanges(before: readonly Matter[], after: readonly Matter[]): ReadonlyMap<string, MatterChange> {
  const changes = new Map<string, MatterChange>();
  const [old, now] = [byId(before), byId(after)];
  for (const matter of after) {
    const was = old.get(matter.id);
    if (!was) changes.set(matter.id, { kind: 'added', after: matter });
    else if (!isSame(was, matter)) changes.set(matter.id, { kind: 'changed', before: was, after: matter });
  }
  for (const matter of before) if (!now.has(matter.id)) changes.set(matter.id, { kind: 'removed', before: matter });
  return changes;
}

/**
 * A draft laid over a version that was published meanwhile: what the draft changed stands, the rest is the new version's. `both` names what
 * both changed, so that a person looks at it.
 */
export function laidOver(
  base: readonly Matter[],
  draft: readonly Matter[],
  current: readonly Matter[],
): { readonly matters: readonly Matter[]; readonly both: readonly string[] } {
  const own = listChanges(base, draft);
  const theirs = listChanges(base, current);
  const kept = current.flatMap((matter): Matter[] => {
    const change = own.get(matter.id);
    if (!change) return [matter];
    return change.kind === 'removed' ? [] : [change.after];
  });
  const known = new Set(current.map(({ id }) => id));
  const added = draft.filter(({ id }) => own.has(id) && !known.has(id));
  return { matters: [...kept, ...added], both: [...own.keys()].filter((id) => theirs.has(id)) };
}

function byId(matters: readonly Matter[]): ReadonlyMap<string, Matter> {
  return new Map(matters.map((matter) => [matter.id, matter]));
}

function isSame(one: Matter, other: Matter): boolean {
  const fields = Object.keys(one) as (keyof Matter)[];
  return fields.every((field) => String(one[field]) === String(other[field]));
}
