import type { Matter, MatterList } from '../matter-list/matter-list.ts';
import type { Clauses } from './clauses.ts';
import { eachGram } from './model/features.ts';
import type { Model } from './model/model.ts';
import { voteFor, type Scores } from './model/score.ts';
import type { Match } from './scan.ts';
import { routes, type Route } from './types.ts';

/** A matter of the list in force, how much speaks for it, and where the narrative says so. */
export type Ground = { readonly matter: Matter; readonly strength: number; readonly place: Match | null };

/** A cue that the list names counts as much as the model being fairly sure. */
const NAMED = 0.25;
/** Of a route's grounds only those that are not much weaker than the first are told. */
const NEAR = 0.3;

/** What on the list bears out this route, the strongest first; at least one wherever the list has one. */
export function groundsFor(
  route: Route,
  list: MatterList,
  model: Model,
  scores: Scores,
  named: ReadonlyMap<Matter, Match>,
): Ground[] {
  const known = new Map(model.matters.map((id, at) => [id, scores.matters[at] ?? 0]));
  const grounds = list.matters
    .filter((matter) => matter.route === route)
    .map((matter): Ground => {
      const place = named.get(matter) ?? null;
      return { matter, place, strength: (known.get(matter.id) ?? 0) + (place ? NAMED : 0) };
    })
    .toSorted((one, other) => other.strength - one.strength);
  const least = (grounds[0]?.strength ?? 0) * NEAR;
  return grounds.filter(({ strength, place }, at) => at === 0 || (place !== null && strength >= least)).slice(0, 3);
}

/** A clause up to this long is pointed at as a whole; of a longer one the telling piece, up to this long. */
const WORDS_MAX = 14;

/** The caller's own words that speak most for a route: the piece of the text whose grams together weigh most. */
export function wordsFor(route: Route, text: string, model: Model, clauses: Clauses): Match | null {
  const votes = votesIn(text, routes.indexOf(route), model);
  let found: Match | null = null;
  let most = 0;
  for (let start = 0; start < text.length; start += 1) {
    let sum = 0;
    for (let end = start + 1; end <= Math.min(text.length, start + WORDS_MAX); end += 1) {
      if (clauses.clauseOf[end - 1] !== clauses.clauseOf[start] || isEnd(text, end - 1)) break;
      sum += votes[end - 1] ?? 0;
      if (sum <= most || end - start < 2) continue;
      most = sum;
      found = { start, end, partStarts: [start] };
    }
  }
  return found && wholeClause(found, text, clauses);
}

function votesIn(text: string, route: number, model: Model): Float64Array {
  const votes = new Float64Array(text.length);
  eachGram(text, (key, start, end) => {
    const feature = model.features.get(key);
    if (feature === undefined || end <= start) return;
    const vote = voteFor(route, feature, model) / (end - start);
    for (let at = start; at < end; at += 1) votes[at] = (votes[at] ?? 0) + vote;
  });
  return votes;
}

function wholeClause(found: Match, text: string, { clauseOf, starts }: Clauses): Match {
  const clause = clauseOf[found.start] ?? 0;
  const start = starts[clause] ?? 0;
  const next = starts[clause + 1] ?? text.length;
  // What ends a clause is none of its words.
  const end = next < text.length || isEnd(text, next - 1) ? next - 1 : next;
  return end - start > WORDS_MAX || end < found.end ? found : { start, end, partStarts: [start] };
}

const isEnd = (text: string, at: number): boolean => /[，。！？；：、,.!?;:…“”"（）()—]/.test(text[at] ?? '');
