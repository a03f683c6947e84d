import { csvOf } from '../matter-list/csv.ts';
import type { Proposal } from './proposals.ts';
import type { MatterTally, ReviewRow } from './review-tally.ts';

/** How a value is called; the words are the renderer's. */
export type ReviewWords = {
  readonly route: (route: ReviewRow['suggested']) => string;
  readonly outcome: (outcome: ReviewRow['outcome']) => string;
  readonly clause: (clause: NonNullable<ReviewRow['returnClause']>) => string;
  readonly matter: (id: string) => string;
  readonly heads: readonly [rows: readonly string[], matters: readonly string[], proposals: readonly string[]];
};

/** Counts only: no number, no name, nothing that anybody said; what leaves this seat names no caller and no operator. */
export function reviewCsv(
  rows: readonly ReviewRow[],
  tallies: readonly MatterTally[],
  proposals: readonly Proposal[],
  { route, outcome, clause, matter, heads }: ReviewWords,
): string {
  const [rowHead, matterHead, proposalHead] = heads;
  return csvOf([
    rowHead,
    ...rows.map((row) => [
      route(row.suggested),
      route(row.chosen),
      outcome(row.outcome),
      row.returnClause === null ? '' : clause(row.returnClause),
      String(row.facts.length),
    ]),
    [],
    matterHead,
    ...tallies.map((tally) => [tally.matter, matter(tally.matter), String(tally.overrides), String(tally.returns)]),
    [],
    proposalHead,
    ...proposals.map((each) => [
      each.matter.id,
      each.matter.zh,
      route(each.matter.route),
      route(each.route),
      String(each.facts.length),
      String(each.contested),
    ]),
  ]);
}
