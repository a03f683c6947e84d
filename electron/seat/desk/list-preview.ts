import type { PreviewChange } from '../../../shared/contract/list-calls.ts';
import type { Case } from '../../../shared/entities/case.ts';
import type { MatterList } from '../../../shared/matter-list/matter-list.ts';
import { contextOf, mattersOf } from './suggestion.ts';
import { suggestBy } from './suggest-by.ts';

const SUMMARY = 120;

/** Which of these cases the one list routes otherwise than the other. */
export function previewChanges(
  cases: readonly Case[],
  before: MatterList,
  after: MatterList,
  centreId: string,
  suggest: typeof suggestBy = suggestBy,
): PreviewChange[] {
  return cases.flatMap((item) => {
    const { narrative } = item.fields;
    const context = contextOf(item.fields, item.kind);
    const [was, now] = [suggest(before, narrative, context), suggest(after, narrative, context)];
    if (was.route === now.route) return [];
    return {
      caseId: item.id,
      orderNumber: item.orderNumbers[centreId] ?? Object.values(item.orderNumbers)[0] ?? '',
      summary: narrative.slice(0, SUMMARY),
      before: was.route,
      after: now.route,
      matter: mattersOf(now, after)[0] ?? mattersOf(was, before)[0] ?? null,
    };
  });
}
