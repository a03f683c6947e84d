import { expect, test } from 'vitest';
import { defaultMatterList } from './default-list.ts';
import { laidOver, listChanges } from './list-changes.ts';
import type { Matter } from './matter-list.ts';

const [one, two, three, four] = defaultMatterList.matters as [Matter, Matter, Matter, Matter];
const base = [one, two, three];
const changed = { ...two, department: '另一单位' };

test('what was added, removed and changed is named, and nothing else', () => {
  const changes = listChanges(base, [one, changed, four]);
  expect([...changes].map(([id, { kind }]) => [id, kind])).toEqual([
    [two.id, 'changed'],
    [four.id, 'added'],
    [three.id, 'removed'],
  ]);
  expect(listChanges(base, base).size).toBe(0);
});

test('a draft laid over a newer version keeps both hands’ changes, and names what both touched', () => {
  const theirs = { ...two, zh: '他们的说法' };
  const moved = { ...three, department: '他们的单位' };
  expect(laidOver(base, [one, changed, four], [one, theirs, moved])).toEqual({
    matters: [one, changed, four],
    both: [two.id, three.id],
  });
  expect(laidOver(base, base, [one, theirs])).toEqual({ matters: [one, theirs], both: [] });
});
