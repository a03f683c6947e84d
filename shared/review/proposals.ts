import type { Matter } from '../matter-list/matter-list.ts';
import type { CentreKind, Clause, Route } from '../routing/types.ts';
import { clauseOfRoute } from '../routing/clause-of-route.ts';
import { isContested, type ReviewFact } from './review-fact.ts';

/** A change of the list for the joint meeting: people decide about it, nothing changes by itself (T7). */
export type Proposal = {
  readonly matter: Matter;
  readonly route: Route;
  readonly clause: Clause;
  /** Contested decisions that went this way, of all contested ones. */
  readonly facts: readonly ReviewFact[];
  readonly contested: number;
};

/** Fewer say nothing. */
export const PROPOSAL_LEAST = 5;
/** So many of them must have gone one way. */
export const PROPOSAL_SHARE = 0.6;

const routeOfClause: Readonly<Partial<Record<Clause, Route>>> = {
  D12345a: '12345',
  D12345b: '12345',
  D12345c: '12345',
  D12345d: '12345',
  D12345e: '12345',
  D110a: '110',
  D110b: '110',
  D110c: '110',
  T3c: 'negotiate',
  T3d: '110_first_notify_12345',
  T3e: 'neither',
};

/** Where somebody who disagreed wanted it. What came back had the last word, whatever was chosen first. */
function wayOf({ outcome, chosen, returnClause, returnReason }: ReviewFact, own: CentreKind): Route | null {
  if (outcome !== 'returned') return chosen;
  if (returnClause !== null) return routeOfClause[returnClause] ?? null;
  // A duplicate or a wrong county says nothing about whose matter it is.
  return returnReason === 'notOurs' ? own : null;
}

export function proposalsOf(
  facts: readonly ReviewFact[],
  matters: readonly Matter[],
  own: CentreKind,
): readonly Proposal[] {
  const contested = Map.groupBy(facts.filter(isContested), (fact) => fact.matters[0] ?? '');
  return matters
    .flatMap((matter): Proposal[] => {
      const all = contested.get(matter.id) ?? [];
      if (all.length < PROPOSAL_LEAST) return [];
      const ways = Map.groupBy(all, (fact) => wayOf(fact, own));
      const [route, most] = [...ways].reduce((one, other) => (other[1].length > one[1].length ? other : one));
      if (route === null || route === matter.route || most.length < all.length * PROPOSAL_SHARE) return [];
      const named = most.find(({ returnClause }) => returnClause !== null)?.returnClause;
      return [{ matter, route, clause: named ?? clauseOfRoute[route], facts: most, contested: all.length }];
    })
    .sort((one, other) => other.facts.length - one.facts.length);
}
