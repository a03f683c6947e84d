import { failure, success, type Result } from '../../../shared/contract/errors.ts';
import { REVIEW_OPEN, REVIEW_PART } from '../../../shared/contract/review-calls.ts';
import type { CallValue } from '../../../shared/contract/seat-api.ts';
import type { Transfer } from '../../../shared/entities/transfer.ts';
import { factOfTransfer, factsOfOverrides } from '../desk/review.ts';
import type { Kernel } from '../kernel.ts';
import type { Handlers, ParsedArgs } from './answers.ts';

export const reviewCalls: Handlers<'review'> = {
  'review.part': (kernel, asked) =>
    kernel.session.operator()?.role === 'lead' ? part(kernel, asked) : failure('forbidden'),
};

/** Only what an index leads to: of a store of years what was never sent nor overridden is not looked at. */
function part(
  { store, config, lists }: Kernel,
  { from, to, after }: ParsedArgs<'review.part'>,
): Result<CallValue<'review.part'>> {
  const centreId = config.centre.id;
  const { matters } = lists.whole();
  const factsOf = (transfers: readonly Transfer[]) =>
    transfers.flatMap((each) => {
      const item = store.cases.get(each.caseId)?.view ?? null;
      return factOfTransfer(each, item, centreId, { from, to }, matters) ?? [];
    });
  if (after === null) {
    const open = store.transfers.openClicked(from, to, REVIEW_OPEN);
    return success({ facts: factsOf(open), next: { of: 'finished', behind: null } });
  }
  if (after.of === 'finished') {
    const { items, next } = store.transfers.finishedSince(from, after.behind, REVIEW_PART);
    return success({ facts: factsOf(items), next: { of: next ? 'finished' : 'overridden', behind: next } });
  }
  const { items, next } = store.cases.overriddenSince(from, after.behind, REVIEW_PART);
  const facts = items.flatMap((item) => {
    const transfers = store.transfers.ofCase(item.id).map(({ view }) => view);
    return factsOfOverrides(item, transfers, centreId, { from, to });
  });
  return success({ facts, next: next && { of: 'overridden', behind: next } });
}
