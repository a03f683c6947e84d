import type { Case } from '../../../shared/entities/case.ts';
import type { MatterList } from '../../../shared/matter-list/matter-list.ts';
import { suggest } from '../../../shared/routing/suggest.ts';
import type { Level } from '../../../shared/routing/types.ts';
import { isWaiting } from '../../../shared/transfer/machine.ts';
import type { Touched } from '../ledger/apply-page.ts';
import type { NoticeCode } from '../ledger/changes.ts';
import { contextOf } from './suggestion.ts';

/** What came to be longer ago, and waits for nobody, is history for a seat that sees it for the first time. */
const NEWS_MS = 30 * 60_000;

const codes = {
  larger: 'caseLarger',
  major: 'caseMajor',
  extreme: 'caseExtreme',
} as const satisfies Record<Exclude<Level, 'general'>, NoticeCode>;
const heights: readonly (Level | null)[] = [null, 'general', 'larger', 'major', 'extreme'];

/** A person's word, else what the rules make of the words and the counts. */
function levelOf(item: Case | null, list: MatterList): Level | null {
  if (item === null) return null;
  return item.fields.level ?? suggest(item.fields.narrative, contextOf(item.fields, item.kind), list).level;
}

/** From 较大 on both centres' leads hear of a case as soon as their centre sees it, and again when it rises (T4). */
export function largeCaseNotice(
  { before, after, caseId }: Touched,
  now: number,
  list: MatterList,
): { code: NoticeCode; about: string } | null {
  const item = after.case;
  if (item === null || item.status !== 'open') return null;
  const level = levelOf(item, list);
  if (level === null || level === 'general') return null;
  const cameNow = before.case === null && now - item.updatedAt <= NEWS_MS;
  const rose = before.case !== null && heights.indexOf(levelOf(before.case, list)) < heights.indexOf(level);
  const isSent = after.transfers.some(isWaiting) && !before.transfers.some(isWaiting);
  if (!cameNow && !rose && !isSent) return null;
  return { code: codes[level], about: caseId };
}
