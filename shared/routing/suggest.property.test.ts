import { array, assert, boolean, constantFrom, nat, oneof, property, record, string } from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { expect, it } from 'vitest';
import { defaultMatterList } from '../matter-list/default-list.ts';
import { suggest } from './suggest.ts';
import { suggestionSchema } from './types.ts';
import type { RoutingContext } from './types.ts';

const words = [
  '打架',
  '着火',
  '没',
  '不是',
  '去年',
  '如果',
  '正在',
  '派出所',
  '城管',
  '说',
  '归',
  '不管',
  '三个人',
  '受伤',
  '工资',
  '跳楼',
  '，',
  '。',
  '拿刀',
  '请问',
  '怎么办',
  '老人',
  '走丢',
  '了',
  '工地',
  '塌',
  '十几个',
  '困',
  '煤气',
  '味',
  '骗',
  '转账',
  '\u3000',
  '１２',
  'K歌',
  '😀',
];
const narratives = oneof(
  string({ unit: 'binary', maxLength: 200 }),
  array(constantFrom(...words), { maxLength: 60 }).map((parts) => parts.join('')),
);
const contexts: Arbitrary<RoutingContext> = record(
  {
    side: constantFrom('12345' as const, '110' as const),
    dead: nat(40),
    hurt: nat(120),
    trapped: nat(40),
    missing: nat(40),
    dangerNow: boolean(),
  },
  { requiredKeys: ['side'] },
);

it('answers any string within its schema, with cues that stand where the spans say', () => {
  assert(
    property(narratives, contexts, (narrative, context) => {
      const suggestion = suggestionSchema.parse(suggest(narrative, context));
      const reasons = [...suggestion.reasons, ...(suggestion.counter === null ? [] : [suggestion.counter.reason])];
      for (const { cue, span } of reasons) {
        expect(cue).toBe(span === null ? '' : narrative.slice(span.start, span.end));
      }
      expect(suggest(narrative, context)).toEqual(suggestion);
    }),
    { numRuns: 600 },
  );
});

it('never forgets an emergency because the caller is polite', () => {
  const polite = ['您好，', '麻烦您了，', '同志，辛苦你们了，', '喂，你好，'];
  const emergencies = [
    '我家着火了',
    '有人拿刀砍人',
    '我妈昏迷叫不醒',
    '楼塌了压住人了',
    '孩子走丢了找不到',
    '他正在打我',
    '有人要跳楼',
  ];
  assert(
    property(constantFrom(...polite), constantFrom(...emergencies), (before, told) => {
      expect(suggest(`${before}${told}`, { side: '12345' }).emergency).toBe(true);
      expect(suggest(`${told}，谢谢你们`, { side: '110' }).emergency).toBe(true);
    }),
  );
});

it('T3d: danger that the operator hears beats every score', () => {
  assert(
    property(narratives, (narrative) => {
      expect(suggest(narrative, { side: '12345', dangerNow: true }).emergency).toBe(true);
    }),
  );
});

it('stays bounded on long pastes', () => {
  const started = performance.now();
  for (const unit of ['打', '不让', '派出所说归城管', '两个人死，', '如果没有人']) {
    suggest(unit.repeat(20_000 / unit.length), { side: '110' }, defaultMatterList);
  }
  expect(performance.now() - started).toBeLessThan(3000);
});
