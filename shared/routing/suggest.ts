import type { MatterList } from '../matter-list/matter-list.ts';
import { defaultMatterList } from '../matter-list/default-list.ts';
import { countPeople, tally } from './casualties.ts';
import { splitClauses } from './clauses.ts';
import { compileList } from './compile.ts';
import { calmRoutes, certaintyOf, decide, type Decision } from './decide.ts';
import { clauseOfRoute } from './clause-of-route.ts';
import { groundsFor, wordsFor } from './grounds.ts';
import { largenessOf } from './largeness.ts';
import { likelyByList } from './list-in-force.ts';
import { learntModel } from './model/learnt-model.ts';
import { featuresIn } from './model/model.ts';
import { score } from './model/score.ts';
import { normalise, originalSpan, type Normalised } from './normalise.ts';
import { questionsFor } from './questions.ts';
import { mattersNamed, type Match } from './scan.ts';
import { routes, type Reason, type Route, type RoutingContext, type Suggestion } from './types.ts';

/** Below this another route is not worth a word. */
const COUNTER_LEAST = 0.06;

/** Whose matter is it, how urgent, and why: pure, and below a millisecond for what an operator types. */
export function suggest(narrative: string, context: RoutingContext, list: MatterList = defaultMatterList): Suggestion {
  const normalised = normalise(narrative);
  const { text } = normalised;
  if (text.length < 2) return unspoken(context, list.version);
  const model = learntModel();
  const clauses = splitClauses(text);
  const named = mattersNamed(text, clauses, compileList(list));
  const scores = score(model, featuresIn(text, context.side, model));
  const likely = likelyByList(list, model, scores, named);
  const decision = decide({
    scores,
    large: largenessOf(text, scores, model.calibration),
    likely,
    told: tally(countPeople(text, clauses)),
    counted: tally([], context),
    context,
    calibration: model.calibration,
  });
  const reasonOf = (route: Route): Reason[] => {
    const grounds = groundsFor(route, list, model, scores, named);
    const words = wordsFor(route, text, model, clauses);
    if (grounds.length === 0) return [reasonAt(clauseOfRoute[route], 'unlisted', words, narrative, normalised)];
    return grounds.map(({ matter, place }) =>
      reasonAt(matter.clause, matter.id, place ?? words, narrative, normalised),
    );
  };
  const confidence = round(certaintyOf(likely[routes.indexOf(decision.route)] ?? 0, model.calibration.certainty));
  const counter = counterRoute(decision);
  const reasons = [...facts(decision, context, narrative, normalised), ...reasonOf(decision.route)].slice(0, 6);
  const [against] = counter === null ? [] : reasonOf(counter);
  return {
    route: decision.route,
    emergency: decision.emergency,
    level: decision.level,
    confidence,
    reasons,
    counter: counter === null || !against ? null : { route: counter, reason: against },
    questions: questionsFor(decision, reasons.at(-1)?.item ?? '', scores.emergency),
    listVersion: list.version,
  };
}

/** Nothing is told yet: the call stays where it is, and nobody says more. */
function unspoken({ side, dangerNow }: RoutingContext, listVersion: string): Suggestion {
  const danger = dangerNow === true;
  return {
    route: danger ? '110' : side,
    emergency: danger,
    level: danger || side === '110' ? 'general' : null,
    confidence: 0.1,
    reasons: danger ? [dangerHeard] : [],
    counter: null,
    questions: ['purpose', 'danger-now', 'where-exactly'],
    listVersion,
  };
}

const dangerHeard: Reason = { clause: 'T3d', item: 'operator-danger-now', cue: '', span: null };

/** What was counted or marked, before what was said. */
function facts(
  { threshold }: Decision,
  { dangerNow }: RoutingContext,
  narrative: string,
  normalised: Normalised,
): Reason[] {
  const counted =
    threshold === null
      ? []
      : [reasonAt('T4', `threshold-${threshold.kind}`, threshold.start < 0 ? null : threshold, narrative, normalised)];
  return [...counted, ...(dangerNow === true ? [dangerHeard] : [])];
}

function reasonAt(
  clause: Reason['clause'],
  item: string,
  place: Pick<Match, 'start' | 'end'> | null,
  narrative: string,
  normalised: Normalised,
): Reason {
  if (place === null) return { clause, item, cue: '', span: null };
  const span = originalSpan(normalised, place.start, place.end);
  return { clause, item, cue: narrative.slice(span.start, span.end), span };
}

/** The strongest route that was not taken; towards more urgency a little is enough. */
function counterRoute({ route, likely }: Decision): Route | null {
  const others = routes.map((each, at) => ({ each, is: each === route ? 0 : (likely[at] ?? 0) }));
  const next = others.reduce((most, one) => (one.is > most.is ? one : most));
  const urgent = others
    .filter(({ each }) => !calmRoutes.has(each))
    .reduce((most, one) => (one.is > most.is ? one : most), { each: route, is: 0 });
  if (calmRoutes.has(route) && urgent.is >= COUNTER_LEAST / 2) return urgent.each;
  return next.is >= COUNTER_LEAST ? next.each : null;
}

const round = (value: number): number => Math.round(value * 100) / 100;
