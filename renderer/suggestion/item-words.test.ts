import { expect, test } from 'vitest';
import { countKinds } from '../../shared/routing/casualties.ts';
import { defaultMatterList } from '../../shared/matter-list/default-list.ts';
import { wordsOf } from '../words/words.tsx';
import { itemWords, namesOf } from './item-words.ts';

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

test('a matter is called as the list in force calls it', () => {
  const [first] = defaultMatterList.matters;
  const names = namesOf([
    { ...first!, zh: '改过的说法' },
    { ...first!, id: 'own-1', zh: '新的事项' },
  ]);
  expect([itemWords(first!.id, wordsOf('zh'), names), itemWords('own-1', wordsOf('zh'), names)]).toEqual([
    '改过的说法',
    '新的事项',
  ]);
});
