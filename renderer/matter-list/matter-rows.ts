import type { MatterChange } from '../../shared/matter-list/list-changes.ts';
import type { Matter, MatterSide } from '../../shared/matter-list/matter-list.ts';
import type { Clause, Route } from '../../shared/routing/types.ts';

export type MatterFilter = {
  readonly text: string;
  readonly side: MatterSide | 'all';
  readonly route: Route | 'all';
  readonly clause: Clause | 'all';
  readonly onlyChanged: boolean;
};
export const noFilter: MatterFilter = { text: '', side: 'all', route: 'all', clause: 'all', onlyChanged: false };

export type MatterRow = { readonly matter: Matter; readonly change: MatterChange | null };

/** What the table shows: the matters, and those that the draft removed, where they stood. */
export function matterRows(
  matters: readonly Matter[],
  changes: ReadonlyMap<string, MatterChange>,
  filter: MatterFilter,
): readonly MatterRow[] {
  const rows = matters.map((matter): MatterRow => ({ matter, change: changes.get(matter.id) ?? null }));
  const removed = [...changes.values()].flatMap((change): MatterRow[] =>
    change.kind === 'removed' ? [{ matter: change.before, change }] : [],
  );
  return [...rows, ...removed].filter((row) => fits(row, filter));
}

function fits({ matter, change }: MatterRow, { text, side, route, clause, onlyChanged }: MatterFilter): boolean {
  if (onlyChanged && change === null) return false;
  if (side !== 'all' && matter.side !== side) return false;
  if (route !== 'all' && matter.route !== route) return false;
  if (clause !== 'all' && matter.clause !== clause) return false;
  const wanted = text.trim().toLowerCase();
  const { id, zh, en, department, cues } = matter;
  return wanted === '' || [id, zh, en, department, ...cues].some((each) => each.toLowerCase().includes(wanted));
}

export function countChanges(changes: ReadonlyMap<string, MatterChange>) {
  const count = (kind: MatterChange['kind']): number =>
    [...changes.values()].filter((change) => change.kind === kind).length;
  return { added: count('added'), changed: count('changed'), removed: count('removed') };
}
