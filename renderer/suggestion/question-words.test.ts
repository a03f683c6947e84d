import { expect, test } from 'vitest';
import { questionIds } from '../../shared/routing/questions.ts';
import { suggest } from '../../shared/routing/suggest.ts';
import { wordsOf } from '../words/words.tsx';
import { insertLine } from './narrative-area.ts';
import { questionWords, stubWords } from './question-words.ts';

const { t } = wordsOf('zh');

test.each(questionIds)('the question %s has words and a line for its answer, in both languages', (id) => {
  for (const locale of ['zh', 'en'] as const) {
    const words = wordsOf(locale);
    expect(questionWords(id, words.t)).not.toBe(id.replaceAll('-', ' '));
    expect(stubWords(id, words.t)).not.toBe(id);
  }
});

test('a question that this program has no words for shows its id', () => {
  expect(questionWords('new-question', t)).toBe('new question');
  expect(stubWords('new-question', t)).toBe('new-question');
});

test.each(questionIds)('asking %s changes nothing in what the narrative means', (id) => {
  for (const narrative of ['', '小区停水三天', '楼下有个男的拿着刀追人', '咨询社保怎么办']) {
    const asked = insertLine(narrative, narrative.length, t('suggestion.questionMark', { question: stubWords(id, t) }));
    const [before, after] = [suggest(narrative, { side: '12345' }), suggest(asked.text, { side: '12345' })];
    expect([after.route, after.emergency, after.reasons.map((each) => each.item)]).toEqual([
      before.route,
      before.emergency,
      before.reasons.map((each) => each.item),
    ]);
  }
});
