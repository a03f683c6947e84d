import { expect, test } from 'vitest';
import { countKinds } from '../../shared/routing/casualties.ts';
import { defaultMatterList } from '../../shared/matter-list/default-list.ts';
import { wordsOf } from '../words/words.tsx';
import { itemWords } from './item-words.ts';

const ids = [
  ...defaultMatterList.matters.map(({ id }) => id),
  ...countKinds.map((kind) => `threshold-${kind}`),
  'operator-danger-now',
  'unlisted',
];

test('every reason a suggestion can give has a name in both languages', () => {
  const nameless = ids.filter((id) => itemWords(id, wordsOf('zh')) === '' || itemWords(id, wordsOf('en')) === '');
  expect(nameless).toEqual([]);
});

test('an item of a newer list shows no name rather than its id', () => {
  expect(itemWords('item-of-tomorrow', wordsOf('zh'))).toBe('');
});
