import { z } from 'zod';
import { routeSchema, type Route, type Suggestion } from '../../shared/routing/types.ts';
import { levelNames, readLine, readNarrative, type Narrative, type Read } from './narrative.ts';

const levelSchema = z.enum(['一般', '较大', '重大', '特别重大']).nullable();
const goldSchema = z.looseObject({
  gold: routeSchema,
  emergency: z.boolean().default(false),
  level: levelSchema.default(null),
  also_ok: z.array(z.string()).default([]),
  level_also_ok: z.array(levelSchema).default([]),
  tags: z.array(z.string()).default([]),
  matter: z.string().nullable().default(null),
});

/** A narrative with the answer of people who know the document. */
export type Judged = {
  readonly narrative: Narrative;
  readonly gold: Route;
  readonly alsoRight: readonly string[];
  readonly emergency: boolean;
  readonly levels: readonly (string | null)[];
  readonly tags: readonly string[];
  /** Which matter of the list it is; null where nobody said. */
  readonly matter: string | null;
};

export function readJudged(line: string): Read<Judged> {
  const narrative = readNarrative(line);
  if (!narrative.ok) return narrative;
  const gold = readLine(line, goldSchema);
  if (!gold.ok) return gold;
  const { gold: route, also_ok: alsoRight, emergency, level, level_also_ok: levels, tags, matter } = gold.value;
  const value = {
    narrative: narrative.value,
    gold: route,
    alsoRight,
    emergency,
    levels: [level, ...levels],
    tags,
    matter,
  };
  return { ok: true, value };
}

export type Outcome = { readonly judged: Judged; readonly suggestion: Suggestion; readonly ms: number };

export const isStrict = ({ judged, suggestion }: Outcome): boolean => suggestion.route === judged.gold;
export const isLenient = (outcome: Outcome): boolean =>
  isStrict(outcome) || outcome.judged.alsoRight.includes(outcome.suggestion.route);

/** Suggested as nobody's or as not urgent: what may cost a life. */
export const isMissedEmergency = ({ judged, suggestion }: Outcome): boolean =>
  judged.emergency && ['12345', 'negotiate', 'neither'].includes(suggestion.route);

export const isLevelRight = ({ judged, suggestion }: Outcome): boolean =>
  judged.levels.includes(suggestion.level === null ? null : levelNames[suggestion.level]);
