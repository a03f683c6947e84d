import { expect, it } from 'vitest';
import { caseOf } from '../../../test/fixtures/entities.ts';
import { defaultMatterList } from '../../../shared/matter-list/default-list.ts';
import type { Matter } from '../../../shared/matter-list/matter-list.ts';
import { suggest } from '../../../shared/routing/suggest.ts';
import { previewChanges } from './list-preview.ts';

const noise = '楼下广场舞音响太吵，每天晚上十点还在放，影响孩子写作业';
const { matters } = defaultMatterList;
const cases = [
  caseOf(1, { narrative: noise }),
  caseOf(2, { narrative: '想问一下医保异地报销要带什么材料' }),
  caseOf(3),
];

it('names the recorded cases that a moved matter takes with it, and no others', () => {
  const item = suggest(noise, { side: '12345' }).reasons[0]!.item;
  const moved = matters.map((each): Matter =>
    each.id === item ? { ...each, route: 'negotiate', clause: 'T3c' } : each,
  );
  const after = { version: '2027.1', matters: moved };
  expect(previewChanges(cases, defaultMatterList, after, 'xz-12345')).toEqual([
    {
      caseId: cases[0]!.id,
      orderNumber: 'GD26000001',
      summary: noise,
      before: '12345',
      after: 'negotiate',
      matter: item,
    },
  ]);
});

it('a list that only says something else about a department changes no route', () => {
  const after = { version: '2027.1', matters: matters.map((each) => ({ ...each, department: '另一单位' })) };
  expect(previewChanges(cases, defaultMatterList, after, 'xz-12345')).toEqual([]);
});
