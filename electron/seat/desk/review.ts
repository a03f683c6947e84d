import type { Case } from '../../../shared/entities/case.ts';
import type { Transfer } from '../../../shared/entities/transfer.ts';
import type { Matter } from '../../../shared/matter-list/matter-list.ts';
import { outcomeOf, type ReviewFact } from '../../../shared/review/review-fact.ts';
import { clauseSchema, type Clause } from '../../../shared/routing/types.ts';

type Span = { readonly from: number; readonly to: number };

/** What this centre sent in the span, with the override that led to it; a matter that came from the counterpart is theirs to review. */
export function factOfTransfer(
  transfer: Transfer,
  item: Case | null,
  centreId: string,
  { from, to }: Span,
  matters: readonly Matter[],
): ReviewFact | null {
  const { clickedAt, fromCentreId, route, returned, caseId } = transfer;
  if (fromCentreId !== centreId || clickedAt < from || clickedAt > to) return null;
  const override = item?.overrides.findLast((each) => each.chosen === route && each.by.centreId === centreId);
  return {
    caseId,
    orderNumber: item?.orderNumbers[centreId] ?? '',
    at: clickedAt,
    suggested: override?.suggested ?? route,
    chosen: route,
    outcome: outcomeOf(transfer),
    returnReason: returned?.reason ?? null,
    returnClause: returned ? clauseNamed(returned.item, matters) : null,
    override: override?.reason ?? null,
    matters: override?.matters ?? transfer.matters ?? [],
  };
}

/** People name a clause, or the line of the list that holds it. */
function clauseNamed(item: string, matters: readonly Matter[]): Clause | null {
  const named = clauseSchema.options.find((clause) => new RegExp(`\\b${clause}\\b`).test(item));
  return named ?? matters.find(({ id, zh }) => [id, zh].includes(item.trim()))?.clause ?? null;
}

/** Overrides that led to no transfer: decided otherwise, and dealt with here or elsewhere. */
export function factsOfOverrides(
  item: Case,
  transfers: readonly Transfer[],
  centreId: string,
  { from, to }: Span,
): ReviewFact[] {
  const sent = new Set(transfers.filter((each) => each.fromCentreId === centreId).map(({ route }) => route));
  return item.overrides
    .filter(({ at, by, chosen }) => by.centreId === centreId && at >= from && at <= to && !sent.has(chosen))
    .map(({ at, suggested, chosen, reason, matters = [] }) => ({
      caseId: item.id,
      orderNumber: item.orderNumbers[centreId] ?? '',
      at,
      suggested,
      chosen,
      outcome: 'kept',
      returnReason: null,
      returnClause: null,
      override: reason,
      matters,
    }));
}
