import { expect, test } from 'vitest';
import { suggest } from '../../shared/routing/suggest.ts';
import type { Reason } from '../../shared/routing/types.ts';
import { markedParts } from './cue-marks.ts';

const narrative = '楼下有人拿刀，\n一直在吵，拿刀的喝了酒\n别的没有';

function reason(cue: string, start: number): Reason {
  return { clause: 'D110a', item: 'fight', cue, span: { start, end: start + cue.length } };
}

test('the words of the reasons are cut out, and what stands after the line of the last one is left away', () => {
  const { length } = '楼下有人';
  const parts = markedParts(narrative, { reasons: [reason('拿刀', length)], counter: null });
  expect(parts).toEqual([
    { text: '楼下有人', mark: null },
    { text: '拿刀', mark: 'for' },
    { text: '，', mark: null },
  ]);
});

test('the other answer has its own mark; a word of both belongs to the suggestion', () => {
  const counter = { route: '12345' as const, reason: reason('人拿刀，\n一直在吵', 3) };
  const parts = markedParts(narrative, { reasons: [reason('拿刀', 4)], counter });
  expect(parts.map(({ text, mark }) => `${mark}:${text}`)).toEqual([
    'null:楼下有',
    'against:人',
    'for:拿刀',
    'against:，\n一直在吵',
    'null:，拿刀的喝了酒',
  ]);
});

test('a mark goes with its words when text came before them, and is gone with them', () => {
  const suggestion = { reasons: [reason('拿刀', 4)], counter: null };
  expect(markedParts(`（补充）${narrative}`, suggestion)[1]).toEqual({ text: '拿刀', mark: 'for' });
  expect(markedParts('楼下有人', suggestion)).toEqual([]);
  expect(markedParts(narrative, null)).toEqual([]);
});

test('the parts together are the narrative from its beginning, whatever the rules mark', () => {
  for (const text of [narrative, '一氧化碳中毒，家里两个人叫不醒', '煤气味很大，\n整栋楼都闻到了，物业不管\n请尽快']) {
    const joined = markedParts(text, suggest(text, { side: '12345' }))
      .map((part) => part.text)
      .join('');
    expect(joined).not.toBe('');
    expect(text.startsWith(joined)).toBe(true);
  }
});
