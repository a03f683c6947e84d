import type { Clause, Route } from '../routing/types.ts';
import { reviewOutcomeSchema, type ReviewFact, type ReviewOutcome } from './review-fact.ts';

/** Decisions with the same suggestion, choice and end. */
export type ReviewRow = {
  readonly suggested: Route;
  readonly chosen: Route;
  readonly outcome: ReviewOutcome;
  readonly returnClause: Clause | null;
  readonly facts: readonly ReviewFact[];
};

/** What a matter led to: how often its suggestion was overridden, and how often what was sent on it came back. */
export type MatterTally = { readonly matter: string; readonly overrides: number; readonly returns: number };

/** Most frequent first. */
export function reviewRows(facts: readonly ReviewFact[]): readonly ReviewRow[] {
  const groups = Map.groupBy(facts, ({ suggested, chosen, outcome, returnClause }) =>
    [suggested, chosen, outcome, returnClause].join('\n'),
  );
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group;
      if (!first) return [];
      const { suggested, chosen, outcome, returnClause } = first;
      return { suggested, chosen, outcome, returnClause, facts: group };
    })
    .sort((one, other) => other.facts.length - one.facts.length);
}

/** By the matter that a suggestion rested on first; those that nobody contested are left out, the most contested come first. */
export function matterTallies(facts: readonly ReviewFact[]): readonly MatterTally[] {
  return [...Map.groupBy(facts, ({ matters }) => matters[0] ?? '')]
    .filter(([matter]) => matter !== '')
    .map(([matter, own]) => ({
      matter,
      overrides: own.filter(({ override }) => override !== null).length,
      returns: own.filter(({ outcome }) => outcome === 'returned').length,
    }))
    .filter(({ overrides, returns }) => overrides + returns > 0)
    .sort((one, other) => other.overrides + other.returns - one.overrides - one.returns);
}

export const reviewOutcomes = reviewOutcomeSchema.options;
