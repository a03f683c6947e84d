import type { Clauses } from './clauses.ts';
import type { CompiledItem, CompiledList } from './compile.ts';
import type { MatterItem, MatterKind } from './matter-list.ts';
import { matchCue } from './scan.ts';
import type { Hits, Match } from './scan.ts';
import type { Standing, Standings } from './standing.ts';

/** One matter that the narrative speaks of, with the cue that says so and how it stands. */
export type Evidence = {
  readonly item: MatterItem;
  readonly match: Match;
  readonly standing: Standing;
  /** It goes on now, or may. */
  readonly urgent: boolean;
  /** What it counts for after its standing is weighed. */
  readonly weight: number;
  /** How many different cues of the item were found. */
  readonly cues: number;
};

export type Body = readonly Evidence[];

/** What callers ask about or wish for is meant, whatever its mood; only denial empties it. */
const moodless: ReadonlySet<MatterKind> = new Set([
  'enquiry',
  'suggestion',
  'praise',
  'complaint',
  'livelihood',
  'policeDone',
  'buckPass',
  'elsewhere',
  'unit',
  'rootDispute',
]);

/** Illness and suicide do not wait for the operator to be sure that a question was not a cry for help. */
const heardUnderQuestion: ReadonlySet<MatterKind> = new Set(['selfHarm', 'medical', 'confinement', 'violence']);

/** The bare word for a danger inside a question (“查酒驾的标准是多少”) names a topic, not a scene. */
const isTopic = (item: MatterItem, match: Match, standing: Standing): boolean =>
  standing.asked && match.end - match.start <= 3 && item.kind !== 'medical' && item.kind !== 'selfHarm';

/** A threat stands under “if”, but not when the caller only wants to know what would follow. */
const standsAnyway = (item: MatterItem, asked: boolean): boolean =>
  item.standsUnderCondition === true && (!asked || item.kind === 'selfHarm');

function weigh(item: MatterItem, match: Match, standing: Standing, asked: boolean): number {
  if (standing.negated) return 0;
  if (moodless.has(item.kind)) return item.weight;
  if (standing.fiction) return 0;
  let weight = item.weight;
  if (standing.hypothetical && !standsAnyway(item, asked) && !standing.now) weight *= 0.2;
  if (standing.past && !standing.now) weight *= 0.4;
  if (standing.reported) weight *= 0.6;
  if (isTopic(item, match, standing)) weight *= 0.4;
  else if (standing.asked && !standing.now) weight *= heardUnderQuestion.has(item.kind) ? 0.8 : 0.45;
  return weight;
}

function isUrgent(item: MatterItem, match: Match, standing: Standing, { anyNow, anyAsked }: Standings): boolean {
  if (isTopic(item, match, standing)) return false;
  if (item.urgency === 'never' || standing.negated || standing.fiction || standing.finished) return false;
  if (standing.hypothetical && !standsAnyway(item, anyAsked) && !standing.now) return false;
  if (standing.past && !standing.now) return false;
  if (standing.reported && item.urgency !== 'always') return false;
  if (standing.recent && !standing.now && item.persists !== true) return false;
  if (item.urgency === 'ongoing') return anyNow;
  return true;
}

function assess(found: { compiled: CompiledItem; matches: Match[]; cues: number }, standings: Standings): Evidence {
  const { item } = found.compiled;
  const candidates = found.matches.map((match): Evidence => {
    const standing = standings.at(match);
    const alone = weigh(item, match, standing, standings.anyAsked);
    const weight = item.adds === true ? alone * found.cues : alone;
    const urgent = weight > 0 && isUrgent(item, match, standing, standings);
    return { item, match, standing, weight, cues: found.cues, urgent };
  });
  const rank = (one: Evidence): number => one.weight + (one.urgent ? 100 : 0);
  return candidates.reduce((best, one) => (rank(one) > rank(best) ? one : best));
}

/** Everything of the matter list that the narrative touches, denied matters left out, weightiest first. */
export function gather(hits: Hits, clauses: Clauses, list: CompiledList, standings: Standings): Body {
  const found = new Map<string, { compiled: CompiledItem; matches: Match[]; cues: number }>();
  for (const slot of hits.present) {
    for (const { item, cue } of list.startingWith[slot] ?? []) {
      const matches = matchCue(cue, hits, clauses);
      if (matches.length === 0) continue;
      const known = found.get(item.item.id);
      if (known === undefined) found.set(item.item.id, { compiled: item, matches: [...matches], cues: 1 });
      else {
        known.matches.push(...matches);
        known.cues += 1;
      }
    }
  }
  return [...found.values()]
    .filter(({ compiled }) => !compiled.unless.some((cue) => matchCue(cue, hits, clauses).length > 0))
    .map((one) => assess(one, standings))
    .filter((one) => one.weight > 0)
    .sort((left, right) => right.weight - left.weight || left.match.start - right.match.start);
}
