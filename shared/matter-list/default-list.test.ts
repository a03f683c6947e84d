import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { suggest } from '../routing/suggest.ts';
import { centreKindSchema, routeSchema } from '../routing/types.ts';
import { defaultMatterList } from './default-list.ts';
import { inForce, matterListSchema } from './matter-list.ts';

const saidSchema = z.object({ side: centreKindSchema, text: z.string() });
/** For each matter a narrative that is about it, and one that sounds like it and is something else. */
const pairSchema = z.object({
  matter: z.string(),
  for: saidSchema,
  against: saidSchema.extend({ route: routeSchema }),
});
const pairs = readFileSync(new URL('./fixtures/for-and-against.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => pairSchema.parse(JSON.parse(line)));

function cited({ side, text }: z.infer<typeof saidSchema>): readonly string[] {
  return suggest(text, { side }).reasons.map(({ item }) => item);
}

describe('the list that ships', () => {
  it('has the breadth of the plan: 60 matters and more of 12345 or both, 40 and more of 110 or both, each with cues', () => {
    const of = (...sides: readonly string[]): number =>
      defaultMatterList.matters.filter(({ side }) => sides.includes(side)).length;
    expect(of('12345', 'both')).toBeGreaterThanOrEqual(60);
    expect(of('110', 'both')).toBeGreaterThanOrEqual(40);
    expect(defaultMatterList.matters.filter(({ cues }) => cues.length === 0)).toEqual([]);
  });

  it('has a narrative for and one against each of its matters', () => {
    expect(pairs.map(({ matter }) => matter).toSorted()).toEqual(
      defaultMatterList.matters.map(({ id }) => id).toSorted(),
    );
  });

  it.each(pairs)('$matter: cited where a narrative is about it, and not where one only sounds like it', (pair) => {
    expect(cited(pair.for)).toContain(pair.matter);
    expect(cited(pair.against)).not.toContain(pair.matter);
    expect(suggest(pair.against.text, pair.against).route).toBe(pair.against.route);
  });
});

describe('a list', () => {
  const [first, second] = defaultMatterList.matters;

  it('is in force matter by matter, both days included', () => {
    const matters = first && second ? [{ ...first, validFrom: '2026-11-24', validUntil: '2026-11-24' }, second] : [];
    const idsOn = (day: string): string[] => inForce({ version: 'days', matters }, day).matters.map(({ id }) => id);
    expect([idsOn('2026-11-23'), idsOn('2026-11-24'), idsOn('2026-11-25')].map((ids) => ids.length)).toEqual([1, 2, 1]);
  });

  it('has no two matters of one id', () => {
    const matters = first ? [first, first] : [];
    expect(matterListSchema.safeParse({ version: 'twice', matters }).success).toBe(false);
  });
});
