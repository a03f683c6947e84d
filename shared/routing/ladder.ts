import type { Body, Evidence } from './evidence.ts';
import type { MatterKind } from './matter-list.ts';
import type { Threshold } from './level.ts';
import type { Clause, Level, Route, RoutingContext } from './types.ts';

/** The rung of the README's order that decided, with what it rests on. */
export type Decision = {
  readonly rung: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
  readonly route: Route;
  readonly emergency: boolean;
  readonly level: Level | null;
  readonly clause: Clause;
  readonly basis: Body;
  /** Lead over the next best answer, 0 … 1. */
  readonly margin: number;
};

export type Circumstances = {
  readonly body: Body;
  readonly threshold: Threshold | null;
  readonly context: RoutingContext;
};

const kindsOf = (...kinds: MatterKind[]): ReadonlySet<MatterKind> => new Set(kinds);
const crimeKinds = kindsOf(
  'crime',
  'violence',
  'confinement',
  'selfHarm',
  'order',
  'help',
  'policeNow',
  'trafficCrime',
  'extreme',
);
const outbreakKinds = kindsOf('violence', 'confinement', 'selfHarm', 'extreme');
const escalationKinds = new Set<MatterKind>([...crimeKinds, 'escalation']);
const rescueKinds = kindsOf('fire', 'rescue', 'medical', 'traffic', 'utility');
const quietKinds = kindsOf('enquiry', 'suggestion', 'praise');
const troubleKinds = kindsOf('complaint', 'livelihood', 'policeDone', 'rootDispute');

const ofKinds = (body: Body, kinds: ReadonlySet<MatterKind>): Body => body.filter(({ item }) => kinds.has(item.kind));
const urgentOnly = (body: Body): Body => body.filter(({ urgent, item }) => urgent && item.adds !== true);

export function routeOfKind(kind: MatterKind): Route {
  if (crimeKinds.has(kind)) return '110';
  if (kind === 'publicDanger' || kind === 'stability' || kind === 'escalation' || kind === 'unit')
    return '110_first_notify_12345';
  if (kind === 'fire' || kind === 'rescue') return 'other_emergency:119';
  if (kind === 'medical') return 'other_emergency:120';
  if (kind === 'traffic') return 'other_emergency:122';
  if (kind === 'utility') return 'other_emergency:utility';
  if (kind === 'buckPass') return 'negotiate';
  if (kind === 'elsewhere') return 'neither';
  return '12345';
}

type Rung = (circumstances: Circumstances) => Decision | null;

const shared = (rung: Decision['rung'], basis: Body, clause: Clause, emergency: boolean): Decision => ({
  rung,
  route: '110_first_notify_12345',
  emergency,
  level: 'general',
  clause,
  basis,
  margin: 0.8,
});

const thresholdEvent: Rung = ({ body, threshold }) => {
  if (threshold === null) return null;
  const basis = urgentOnly(body).slice(0, 3);
  return { ...shared(1, basis, 'T4', true), level: threshold.level, margin: 0.9 };
};

const unitReport: Rung = ({ body, context }) => {
  if (context.side !== '12345') return null;
  const unit = ofKinds(body, kindsOf('unit'));
  const outbreak = urgentOnly(ofKinds(body, escalationKinds));
  return unit.length > 0 && outbreak.length > 0 ? shared(2, [...outbreak, ...unit], 'T3g', true) : null;
};

const disputeThatTurns: Rung = ({ body }) => {
  const root = ofKinds(body, kindsOf('rootDispute'));
  const outbreak = urgentOnly(ofKinds(body, outbreakKinds)).filter(({ weight }) => weight >= 3);
  return root.length > 0 && outbreak.length > 0 ? shared(3, [...outbreak, ...root], 'T3h', true) : null;
};

const stabilityClue: Rung = ({ body, context }) => {
  const clue = ofKinds(body, kindsOf('stability'));
  const root = ofKinds(body, kindsOf('rootDispute'));
  if (clue.length === 0 || (context.side === '110' && root.length === 0)) return null;
  const emergency = urgentOnly([...clue, ...ofKinds(body, outbreakKinds)]).length > 0;
  return shared(2, [...clue, ...root], context.side === '12345' ? 'T3f' : 'T3h', emergency);
};

const publicDanger: Rung = ({ body }) => {
  const danger = urgentOnly(ofKinds(body, kindsOf('publicDanger')));
  const crime = urgentOnly(ofKinds(body, kindsOf('violence', 'selfHarm', 'confinement')));
  if (danger.length === 0 || (crime[0]?.weight ?? 0) > (danger[0]?.weight ?? 0)) return null;
  return shared(4, danger, 'T3d', true);
};

const dangerNow: Rung = ({ body }) => {
  const urgent = urgentOnly(ofKinds(body, new Set([...crimeKinds, ...rescueKinds])));
  const best = urgent[0];
  if (best === undefined) return null;
  const route = routeOfKind(best.item.kind);
  const rung = rescueKinds.has(best.item.kind) ? 5 : 6;
  const rival = urgent.find(({ item }) => routeOfKind(item.kind) !== route);
  const margin = 0.5 + Math.min(0.5, (best.weight - (rival?.weight ?? 1)) / 10);
  const basis = urgent.filter(({ item }) => routeOfKind(item.kind) === route);
  return { rung, route, emergency: true, level: 'general', clause: best.item.clause, basis, margin };
};

/** Not urgent: every matter speaks for its route, the weightiest fully, the others with a third. */
export function standings(body: Body): { route: Route; score: number; basis: Body }[] {
  const byRoute = new Map<Route, Evidence[]>();
  for (const one of body) {
    if (one.item.adds === true || one.item.kind === 'unit' || one.item.kind === 'escalation') continue;
    const route = routeOfKind(one.item.kind);
    byRoute.set(route, [...(byRoute.get(route) ?? []), one]);
  }
  return [...byRoute]
    .map(([route, basis]) => ({
      route,
      basis,
      score: basis.reduce((sum, { weight }, index) => sum + (index === 0 ? weight : weight / 3), 0),
    }))
    .sort((left, right) => right.score - left.score);
}

/** A denied, asked-about or hypothetical danger leaves less than this, and then nothing speaks for its route. */
const leastScore = 2;

const calm: Rung = ({ body, context }) => {
  const ranked = standings(body);
  const best = ranked.find(({ score }) => score >= leastScore);
  if (best === undefined) return null;
  const rival = ranked.find((one) => one !== best);
  const margin = Math.min(1, Math.max(0.1, (best.score - (rival?.score ?? 0)) / 6));
  const rung = best.route === 'negotiate' ? 7 : best.route === 'neither' ? 8 : best.route === '12345' ? 9 : 6;
  const first = best.basis[0];
  const settled = context.dangerNow !== true;
  return {
    rung,
    route: best.route,
    emergency: !settled,
    level: levelOf(best.route, body),
    clause: first?.item.clause ?? 'D12345e',
    basis: best.basis,
    margin,
  };
};

function levelOf(route: Route, body: Body): Level | null {
  if (route === 'neither') return null;
  if (route !== '12345') return 'general';
  const [asked, ...rest] = ofKinds(body, quietKinds).filter(({ item }) => item.id !== 'enquiry-topic');
  if (asked === undefined) return 'general';
  const topic = body.some(({ item }) => item.id === 'enquiry-topic') ? 0.8 : 0;
  const quiet = asked.weight + Math.min(1.2, 0.4 * (asked.cues - 1 + rest.length)) + topic;
  const [trouble, second] = ofKinds(body, troubleKinds);
  return quiet > (trouble?.weight ?? 0) + (second === undefined ? 0 : 0.5) ? null : 'general';
}

/** Three small signs are enough against something calm of less weight, two where nothing calm is said at all. */
const enoughSigns = { alone: 4, against: 6 } as const;

const manySmallSigns: Rung = ({ body }) => {
  const substance = standings(body)[0]?.score ?? 0;
  const least = substance < leastScore ? enoughSigns.alone : Math.max(enoughSigns.against, substance + 3);
  const signs = body.filter(({ item, urgent }) => item.adds === true && urgent);
  const together = signs.map(({ item }) => signs.filter((one) => one.item.kind === item.kind));
  const sum = (group: Body): number => group.reduce((total, { weight }) => total + weight, 0);
  const basis = together.reduce((best, group) => (sum(group) > sum(best) ? group : best), []);
  const best = basis[0];
  if (best === undefined || sum(basis) < least) return null;
  const route = routeOfKind(best.item.kind);
  const rung = rescueKinds.has(best.item.kind) ? 5 : 6;
  return { rung, route, emergency: true, level: 'general', clause: best.item.clause, basis, margin: 0 };
};

const rungs: readonly Rung[] = [
  thresholdEvent,
  unitReport,
  disputeThatTurns,
  publicDanger,
  stabilityClue,
  dangerNow,
  manySmallSigns,
  calm,
];

/** Goes down the ladder of the README; null when nothing on the list was touched. */
export function decide(circumstances: Circumstances): Decision | null {
  for (const rung of rungs) {
    const decision = rung(circumstances);
    if (decision !== null) return decision;
  }
  return null;
}
