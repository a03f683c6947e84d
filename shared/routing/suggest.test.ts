import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { suggest } from './suggest.ts';
import { centreKindSchema, routeSchema, suggestionSchema } from './types.ts';
import type { Level } from './types.ts';

const caseSchema = z.object({
  id: z.string(),
  side: centreKindSchema,
  text: z.string(),
  gold: routeSchema,
  emergency: z.boolean(),
  level: z.string().nullable(),
  difficulty: z.string().optional(),
  also_ok: z.array(routeSchema).default([]),
  level_also_ok: z.array(z.string().nullable()).default([]),
});
type Case = z.infer<typeof caseSchema>;

const levelNames: Readonly<Record<Level, string>> = {
  general: '一般',
  larger: '较大',
  major: '重大',
  extreme: '特别重大',
};

const load = (name: string): Case[] =>
  readFileSync(new URL(`./fixtures/${name}.jsonl`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => caseSchema.parse(JSON.parse(line)));

function judge(one: Case): { route: boolean; emergency: boolean; level: boolean } {
  const suggestion = suggest(one.text, { side: one.side });
  const level = suggestion.level === null ? null : levelNames[suggestion.level];
  return {
    route: suggestion.route === one.gold || one.also_ok.includes(suggestion.route),
    emergency: suggestion.emergency === one.emergency,
    level: level === one.level || one.level_also_ok.includes(level),
  };
}

const share = (cases: readonly Case[], part: (one: Case) => boolean): number =>
  cases.filter(part).length / cases.length;

describe('the example cases', () => {
  const examples = load('examples');

  it.each(examples.filter(({ difficulty }) => difficulty === 'easy').map((one) => [one.id, one] as const))(
    'easy %s: route, emergency and level',
    (_id, one) => {
      expect(suggest(one.text, { side: one.side })).toMatchObject({ route: one.gold, emergency: one.emergency });
      expect(judge(one).level).toBe(true);
    },
  );

  it('all: at least 95 % of routes, 95 % of emergencies, 95 % of levels', () => {
    expect(share(examples, (one) => judge(one).route)).toBeGreaterThanOrEqual(0.95);
    expect(share(examples, (one) => judge(one).emergency)).toBeGreaterThanOrEqual(0.95);
    expect(share(examples, (one) => judge(one).level)).toBeGreaterThanOrEqual(0.95);
  });
});

describe('the house’s own narratives', () => {
  const narratives = load('narratives');

  it('keep their floor', () => {
    expect(share(narratives, (one) => judge(one).route)).toBeGreaterThanOrEqual(0.93);
    expect(share(narratives, (one) => judge(one).emergency)).toBeGreaterThanOrEqual(0.93);
  });

  it('let at most one emergency in fifty pass unseen', () => {
    const urgent = narratives.filter(({ emergency }) => emergency);
    const seen = urgent.filter((one) => suggest(one.text, { side: one.side }).emergency);
    expect(seen.length / urgent.length).toBeGreaterThanOrEqual(0.98);
  });

  it('get suggestions that keep the schema', () => {
    const broken = narratives.filter(
      (one) => !suggestionSchema.safeParse(suggest(one.text, { side: one.side })).success,
    );
    expect(broken).toEqual([]);
  });
});

describe('what the form knows beside the words', () => {
  it('T4: three dead on the form are 较大 whatever was typed', () => {
    const suggestion = suggest('出事了', { side: '110', dead: 3 });
    expect(suggestion).toMatchObject({ route: '110_first_notify_12345', emergency: true, level: 'larger' });
    expect(suggestion.reasons[0]).toMatchObject({ clause: 'T4', item: 'threshold-dead', cue: '', span: null });
  });

  it.each([
    [2, 'general'],
    [3, 'larger'],
    [10, 'major'],
    [30, 'extreme'],
  ] as const)('T4: %i trapped with danger now is %s', (trapped, level) => {
    expect(suggest('矿上出事了', { side: '110', trapped, dangerNow: true }).level).toBe(level);
  });

  it('T3d: danger now makes anything an emergency', () => {
    expect(suggest('问一下社保怎么交', { side: '12345', dangerNow: true })).toMatchObject({
      route: '110_first_notify_12345',
      emergency: true,
      level: 'general',
    });
  });

  it('an empty narrative stays where it is', () => {
    expect(suggest('', { side: '110' })).toMatchObject({ route: '110', emergency: false, reasons: [], counter: null });
    expect(suggest('', { side: '12345' })).toMatchObject({ route: '12345', emergency: false, reasons: [] });
  });
});
