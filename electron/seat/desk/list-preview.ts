import type { PreviewChange } from '../../../shared/contract/list-calls.ts';
import type { Case } from '../../../shared/entities/case.ts';
import type { MatterList } from '../../../shared/matter-list/matter-list.ts';
import { suggest } from '../../../shared/routing/suggest.ts';
import { contextOf, mattersOf } from './suggestion.ts';

const SUMMARY = 120;

/** Which of these cases the one list routes otherwise than the other. */
export function previewChanges(
  cases: readonly Case[],
  before: MatterList,
  after: MatterList,
  centreId: string,
): PreviewChange[] {
  return cases.flatMap((item) => {
    const { narrative } = item.fields;
    const context = contextOf(item.fields, item.kind);
    const [was, now] = [suggest(narrative, context, before), suggest(narrative, context, after)];
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
