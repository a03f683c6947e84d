import { countPeople, tally } from './casualties.ts';
import { splitClauses } from './clauses.ts';
import { compileList } from './compile.ts';
import { defaultMatterList } from './default-list.ts';
import { gather } from './evidence.ts';
import type { Evidence } from './evidence.ts';
import { decide, routeOfKind, standings as ranking } from './ladder.ts';
import type { Decision } from './ladder.ts';
import { reachedThreshold } from './level.ts';
import type { Threshold } from './level.ts';
import type { MatterList } from './matter-list.ts';
import { normalise, originalSpan } from './normalise.ts';
import type { Normalised } from './normalise.ts';
import { questionsFor } from './questions.ts';
import { scan } from './scan.ts';
import { readStandings } from './standing.ts';
import type { Clause, Reason, Route, RoutingContext, Suggestion } from './types.ts';

/** Whose matter is it, how urgent, and why: pure, and below a millisecond for what an operator types. */
export function suggest(
  narrative: string,
  context: RoutingContext,
  matterList: MatterList = defaultMatterList,
): Suggestion {
  const list = compileList(matterList);
  const normalised = normalise(narrative);
  const { text } = normalised;
  const clauses = splitClauses(text);
  const hits = scan(text, list);
  const standings = readStandings(text, clauses, hits, list);
  const body = gather(hits, clauses, list, standings);
  const happened = countPeople(text, clauses).filter(({ start, end }) => {
    const { past, now, hypothetical, asked, fiction, reported } = standings.at({ start, end, partStarts: [] });
    return !fiction && !hypothetical && !(asked && !now) && !reported && (!past || now);
  });
  const threshold = reachedThreshold(tally(happened, context));
  const decision = decide({ body, threshold, context });
  const confidence = confidenceOf(decision, text.length);
  const reasons = decision === null ? [] : reasonsFor(decision, threshold, context, narrative, normalised);
  return {
    ...answer(decision, context, text.length),
    confidence,
    reasons,
    counter: decision === null ? null : counterFor(decision, body, narrative, normalised),
    questions: questionsFor(decision, confidence, decision?.basis[0]),
    listVersion: list.version,
  };
}

function answer(
  decision: Decision | null,
  context: RoutingContext,
  length: number,
): Pick<Suggestion, 'route' | 'emergency' | 'level'> {
  const danger = context.dangerNow === true;
  if (decision === null) {
    return danger ? { route: '110', emergency: true, level: 'general' } : unspoken(context, length);
  }
  if (!danger) return { route: decision.route, emergency: decision.emergency, level: decision.level };
  return { route: underDanger(decision.route), emergency: true, level: decision.level ?? 'general' };
}

/** Nothing on the list was touched: a few words leave the call where it is, a whole story without danger is 12345's. */
function unspoken(context: RoutingContext, length: number): Pick<Suggestion, 'route' | 'emergency' | 'level'> {
  const told = length >= 8;
  const route = told ? '12345' : context.side;
  return { route, emergency: false, level: told || context.side === '110' ? 'general' : null };
}

/** The operator hears danger that the words do not show: 110 goes first, and what is 12345's stays joined to it [T3d]. */
function underDanger(route: Route): Route {
  if (route === 'neither') return '110';
  return route === '12345' || route === 'negotiate' ? '110_first_notify_12345' : route;
}

/** Little text decides little: confidence grows with the narrative, so that the screen does not jump while one types. */
function confidenceOf(decision: Decision | null, length: number): number {
  if (decision === null) return length === 0 ? 0.1 : 0.3;
  const fullness = Math.min(1, 0.5 + length / 24);
  const first = decision.basis[0];
  const strength = first?.item.adds === true ? 0.3 : Math.min(1, (first?.weight ?? 4) / 6);
  return Math.round(100 * Math.min(0.97, fullness * (0.25 + 0.4 * decision.margin + 0.35 * strength))) / 100;
}

function reasonOf(one: Evidence, clause: Clause, narrative: string, normalised: Normalised): Reason {
  const span = originalSpan(normalised, one.match.start, one.match.end);
  return { clause, item: one.item.id, cue: narrative.slice(span.start, span.end), span };
}

function thresholdReason(threshold: Threshold, narrative: string, normalised: Normalised): Reason {
  const item = `threshold-${threshold.kind}`;
  if (threshold.start < 0) return { clause: 'T4', item, cue: '', span: null };
  const span = originalSpan(normalised, threshold.start, threshold.end);
  return { clause: 'T4', item, cue: narrative.slice(span.start, span.end), span };
}

function reasonsFor(
  decision: Decision,
  threshold: Threshold | null,
  context: RoutingContext,
  narrative: string,
  normalised: Normalised,
): Reason[] {
  const counted = threshold === null ? [] : [thresholdReason(threshold, narrative, normalised)];
  const danger: Reason[] =
    context.dangerNow === true ? [{ clause: 'T3d', item: 'operator-danger-now', cue: '', span: null }] : [];
  const spoken = decision.basis.map((one, index) =>
    reasonOf(one, index === 0 && decision.rung !== 1 ? decision.clause : one.item.clause, narrative, normalised),
  );
  return [...counted, ...danger, ...spoken].slice(0, 6);
}

function counterFor(
  decision: Decision,
  body: readonly Evidence[],
  narrative: string,
  normalised: Normalised,
): Suggestion['counter'] {
  const used = new Set(decision.basis);
  const other = ranking(body.filter((one) => !used.has(one))).find(({ route }) => route !== decision.route);
  const first = other?.basis[0];
  if (other === undefined || first === undefined) return null;
  return { route: routeOfKind(first.item.kind), reason: reasonOf(first, first.item.clause, narrative, normalised) };
}
