import { expect, test } from 'vitest';
import { normalise, originalSpan } from './normalise.ts';
import { suggest } from './suggest.ts';

const told = '楼下两个人吵起来了';

test('the mark of a question is not what the caller said, nor is an answer that says nothing', () => {
  for (const mark of ['【问】眼下情况：', '【问】手持物：不清楚。', '【问】方便说话：方便说话。'])
    expect(normalise(`${told}\n${mark}`).text).toBe(told);
});

test('what the caller answered counts, and leads back to its own place', () => {
  const narrative = `${told}\n【问】手持物：对方手里拿着刀。`;
  const made = normalise(narrative);
  expect(made.text).toBe(`${told}\n对方手里拿着刀。`);
  const { start, end } = originalSpan(made, made.text.indexOf('刀'), made.text.indexOf('刀') + 1);
  expect(narrative.slice(start, end)).toBe('刀');
});

test('a question about danger, or not knowing, sways nothing', () => {
  const before = suggest(told, { side: '110' });
  for (const line of ['【问】眼下情况：', '【问】是否在场：不清楚。']) {
    const after = suggest(`${told}\n${line}`, { side: '110' });
    expect([after.route, after.emergency, after.level]).toEqual([before.route, before.emergency, before.level]);
  }
});

test('what looks like a mark and is none stays', () => {
  expect(normalise('他说【问】的是刀').text).toContain('【问】的是刀');
  expect(normalise('【问】手持物：不清楚他拿的是刀还是棍').text).toBe('不清楚他拿的是刀还是棍');
});
