import type { Entry } from '../../shared/contract/entries.ts';
import type { ListState } from './store.ts';

/** A line of the log that holds a version; one version may stand in several, for centres that came later. */
export type ListRow = { readonly seq: number; readonly version: string };

/** `body`: the text of the last line. */
export function listStateOf(rows: readonly ListRow[], body: string | null, readers: readonly string[]): ListState {
  const entry = body === null ? null : (JSON.parse(body) as Entry);
  return {
    versions: [...new Set(rows.map(({ version }) => version))],
    inForce: entry?.kind === 'list' ? entry.published : null,
    readers: new Set(readers),
  };
}
