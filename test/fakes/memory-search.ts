import type { SearchPage, SearchQuery, SeatStore } from '../../electron/seat/store/seat-store.ts';
import { failure, success } from '../../shared/contract/errors.ts';
import type { Case } from '../../shared/entities/case.ts';
import { foldNeedle } from '../../shared/search/fold.ts';
import { holds } from '../../shared/search/search-text.ts';

type Searchable = { readonly item: Case; readonly changed: number };

/** Looks at every case; a newer search takes the place of one that was not answered yet. */
export function memorySearch(all: () => readonly Searchable[]): SeatStore['search'] {
  let latest = 0;

  function pageOf({ text, limit, before }: SearchQuery): SearchPage {
    const needle = foldNeedle(text);
    const hits = all()
      .filter(({ item, changed }) => (before === null || changed < before) && holds(item, needle))
      .toSorted((a, b) => b.changed - a.changed);
    const shown = hits.slice(0, limit);
    const next = hits.length > limit ? (shown.at(-1)?.changed ?? null) : null;
    return { found: shown.map(({ item }) => item), next, behind: 0 };
  }

  return async (query) => {
    latest += 1;
    const own = latest;
    await Promise.resolve();
    return own === latest ? success(pageOf(query)) : failure('superseded');
  };
}
