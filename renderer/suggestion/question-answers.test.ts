import { expect, test } from 'vitest';
import { featuresIn } from '../../shared/routing/model/model.ts';
import { learntModel } from '../../shared/routing/model/learnt-model.ts';
import { score } from '../../shared/routing/model/score.ts';
import { normalise } from '../../shared/routing/normalise.ts';
import { suggest } from '../../shared/routing/suggest.ts';
import { overrideNeedsReason } from '../../shared/transfer/urgency.ts';
import { wordsOf } from '../words/words.tsx';
import { insertLine } from './narrative-area.ts';
import { answersOf } from './question-answers.ts';
import { stubWords } from './question-words.ts';

/** What each digit should do to the urgency of three narratives in which the question is asked. */
type Way = 'up' | 'down' | 'still';
const typical: readonly (readonly [
  question: string,
  ways: Readonly<Record<string, Way>>,
  narratives: readonly string[],
])[] = [
  [
    'danger-now',
    { 1: 'up', 2: 'down', 3: 'still' },
    ['邻居两口子吵得很凶', '楼下有人喝多了在闹', '物业不让业主进小区，两边吵起来了'],
  ],
  ['anyone-hurt', { 0: 'down', 1: 'up', 2: 'up' }, ['烧烤摊上两桌人打起来了', '路口两辆车撞了', '隔壁男的打老婆']],
  [
    'weapon',
    { 1: 'up', 2: 'up', 3: 'down' },
    ['有个男的在门口骂人，扬言要弄死我', '两伙人在街上对峙', '前夫在砸我家门'],
  ],
  ['still-there', { 1: 'up', 2: 'down', 3: 'still' }, ['有人在我家门口砸门', '有人在撬卷帘门', '广场上有人打架']],
  [
    'money-moved',
    { 1: 'up', 2: 'down', 3: 'still' },
    ['接到电话说我涉嫌洗钱让我转钱', '刷单被骗了', '对方冒充客服让我转账'],
  ],
  ['breathing', { 1: 'down', 2: 'up', 3: 'up' }, ['我爸突然倒在地上', '路边躺着一个老人', '有个人掉河里捞上来了']],
  ['trapped-inside', { 1: 'up', 2: 'down', 3: 'still' }, ['三楼着火了，烟很大', '平房塌了半边', '车翻到沟里了']],
  ['gas-off', { 1: 'down', 2: 'up', 3: 'up' }, ['厨房有很重的煤气味', '施工把燃气管挖断了', '楼道里一股液化气味']],
  [
    'can-you-speak',
    { 1: 'still', 2: 'up' },
    ['来电人小声说要点外卖', '女的电话里说话吞吞吐吐，问地址', '女的说家里水管坏了让你们来修，声音发抖'],
  ],
  ['plans-and-means', { 1: 'up', 2: 'up', 3: 'down' }, ['我不想活了', '儿子留了遗书出门了', '他说活着没意思']],
];
const { t } = wordsOf('zh');
/** So near to certain, and so little, that it says nothing. */
const [SATURATED, NOISE] = [0.9, 0.02];

function urgencyOf(text: string): number {
  const model = learntModel();
  return score(model, featuresIn(normalise(text).text, '12345', model)).emergency;
}

test.each(typical)(
  'each answer to %s moves the suggestion its way, and none moves it the other way',
  (question, ways, narratives) => {
    expect(answersOf(question).map(({ digit }) => digit)).toEqual(Object.keys(ways));
    const mark = t('suggestion.questionMark', { question: stubWords(question, t) });
    for (const { digit, said } of answersOf(question)) {
      const way = ways[digit] ?? 'still';
      const moved = narratives.map((narrative) => {
        const { text } = insertLine(narrative, narrative.length, mark + t(said));
        const [before, after] = [suggest(narrative, { side: '12345' }), suggest(text, { side: '12345' })];
        const by = urgencyOf(text) - urgencyOf(narrative);
        const where = `${narrative} → ${t(said)} ${before.route} → ${after.route} ${by.toFixed(3)}`;
        const isSame =
          after.route === before.route && after.emergency === before.emergency && after.level === before.level;
        const isCalmer = before.emergency && !after.emergency;
        const isMore = !before.emergency && after.emergency;
        const isSooner = after.route !== before.route && !overrideNeedsReason(before.route, after.route);
        const holds = {
          still: isSame,
          up: !isCalmer && (by > 0 || urgencyOf(text) >= SATURATED),
          down: !isMore && !isSooner && by <= NOISE,
        } satisfies Record<Way, boolean>;
        expect([where, holds[way]]).toEqual([where, true]);
        return by;
      });
      const sum = moved.reduce((total, by) => total + by, 0);
      const together = { still: true, up: sum > -NOISE, down: sum < NOISE } satisfies Record<Way, boolean>;
      expect([t(said), together[way]]).toEqual([t(said), true]);
    }
  },
);

test('every answer has its label and its sentence in both languages; what goes into the record ends as a sentence', () => {
  for (const [question] of typical) {
    for (const { label, said } of answersOf(question)) {
      expect(t(said)).toMatch(/。$/);
      for (const locale of ['zh', 'en'] as const) expect(wordsOf(locale).t(label)).not.toBe('');
    }
  }
  expect(answersOf('where-exactly')).toEqual([]);
});
