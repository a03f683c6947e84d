import type { SearchHit } from '../../../shared/contract/seat-api.ts';
import type { Case } from '../../../shared/entities/case.ts';
import { fold, placesOf } from '../../../shared/search/fold.ts';
import { searchedParts } from '../../../shared/search/search-text.ts';
import { caseCard } from './cards.ts';

const AROUND = 24;

/** A case that was found, with the words around the place when its card does not show it. */
export function searchHit(item: Case, needle: string, centreId: string): SearchHit {
  const card = caseCard(item, centreId);
  const shown = [card.orderNumber, card.otherNumber, card.callerNumber, card.callerName, card.address, card.summary];
  if (needle === '' || shown.some((part) => fold(part).includes(needle))) return { card, excerpt: null };
  return { card, excerpt: excerptOf(searchedParts(item), needle) };
}

function excerptOf(parts: readonly string[], needle: string): string | null {
  for (const part of parts) {
    const [place] = placesOf(part, needle);
    if (!place) continue;
    const [from, to] = [Math.max(0, place.from - AROUND), Math.min(part.length, place.to + AROUND)];
    return `${from > 0 ? '…' : ''}${part.slice(from, to)}${to < part.length ? '…' : ''}`;
  }
  return null;
}
