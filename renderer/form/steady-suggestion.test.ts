import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { suggest } from '../../shared/routing/suggest.ts';
import type { CentreKind, Suggestion } from '../../shared/routing/types.ts';
import { notYet, settled, steadied } from './steady-suggestion.ts';
import type { Steady } from './steady-suggestion.ts';

function answer(route: Suggestion['route'], confidence: number, more: Partial<Suggestion> = {}): Suggestion {
  return {
    route,
    confidence,
    emergency: false,
    level: 'general',
    reasons: [{ clause: 'T3d', item: 'unlisted', cue: '', span: null }],
    counter: null,
    questions: [],
    listVersion: '1',
    ...more,
  };
}

function courseOf(answers: readonly Suggestion[]): (string | undefined)[] {
  let steady: Steady = notYet;
  return answers.map((each) => {
    steady = steadied(steady, each);
    return steady.shown?.route;
  });
}

test('another answer is shown once it came twice in a row; a less sure one when it stayed four times', () => {
  const [hotline, police] = [answer('12345', 0.6), answer('110', 0.8)];
  expect(courseOf([hotline, police, hotline, police, police])).toEqual(['12345', '12345', '12345', '12345', '110']);
  const unsure = answer('negotiate', 0.4);
  expect(courseOf([hotline, unsure, unsure, unsure, unsure]).at(-2)).toBe('12345');
  expect(courseOf([hotline, unsure, unsure, unsure, unsure]).at(-1)).toBe('negotiate');
});

test('danger, and a higher level of it, is shown at once, however unsure; calm comes back only when it stays', () => {
  const calm = answer('12345', 0.95);
  const danger = answer('110', 0.3, { emergency: true });
  const large = answer('110_first_notify_12345', 0.3, { level: 'larger', emergency: true });
  expect(courseOf([calm, danger, calm])).toEqual(['12345', '110', '110']);
  expect(courseOf([calm, large])).toEqual(['12345', '110_first_notify_12345']);
  expect(courseOf([danger, large])).toEqual(['110', '110_first_notify_12345']);
  expect(courseOf([danger, calm, calm])).toEqual(['110', '110', '12345']);
});

test('a higher level without danger must stay: “我们三个” may become three months', () => {
  const wages = answer('12345', 0.8);
  const people = answer('110_first_notify_12345', 0.8, { level: 'larger' });
  expect(courseOf([wages, people, wages])).toEqual(['12345', '12345', '12345']);
  expect(courseOf([wages, people, people])).toEqual(['12345', '12345', '110_first_notify_12345']);
});

test('an answer that changed already must stay longer to change again', () => {
  const [hotline, police] = [answer('12345', 0.8), answer('110', 0.8)];
  const shown = courseOf([hotline, police, police, hotline, hotline, hotline]);
  expect(shown).toEqual(['12345', '12345', '110', '110', '110', '12345']);
});

test('what was said of an empty form gives way at once', () => {
  expect(courseOf([answer('12345', 0.1, { reasons: [] }), answer('neither', 0.4)])).toEqual(['12345', 'neither']);
});

test('the same answer brings its newest reasons and certainty', () => {
  const [before, after] = [answer('110', 0.5), answer('110', 0.9)];
  expect(steadied({ ...notYet, shown: before }, after)).toEqual({ ...notYet, shown: after });
});

test('whoever rests or acts sees the last answer', () => {
  const [hotline, police] = [answer('12345', 0.9), answer('110', 0.5)];
  const steady = steadied({ ...notYet, shown: hotline }, police);
  expect(steady.shown).toBe(hotline);
  expect(settled(steady)).toEqual({ shown: police, waiting: null, changes: 1 });
  expect(settled(settled(steady)).shown).toBe(police);
});

test('typed sign by sign, what the desk is sure of changes more than twice in one narrative of twenty at most', () => {
  const file = path.join(import.meta.dirname, '../../training/held-back/whole-2.jsonl');
  const narratives = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line): { side: CentreKind; text: string } => JSON.parse(line));
  const restless = narratives.filter(({ side, text }) => {
    let steady: Steady = notYet;
    let changes = 0;
    let sure = false;
    for (let at = 1; at <= Math.min(60, text.length); at += 1) {
      const before = steady.shown?.route;
      steady = steadied(steady, suggest(text.slice(0, at), { side }));
      if (sure && steady.shown?.route !== before) changes += 1;
      sure ||= (steady.shown?.confidence ?? 0) >= 0.75;
    }
    return changes > 2;
  });
  expect(narratives.length).toBeGreaterThan(400);
  expect(restless.length / narratives.length).toBeLessThan(1 / 20);
});
