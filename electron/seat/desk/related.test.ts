import { expect, it } from 'vitest';
import { caseOf } from '../../../test/fixtures/entities.ts';
import { createSeatDesk } from '../../../test/fakes/seat-desk.ts';
import { emptyCaseFields, type CaseFieldsPatch } from '../../../shared/entities/case.ts';
import { isSamePlaceAndKind, isSimilarMatter, isSimilarPlace, otherMatters } from './related.ts';

it.each([
  ['和平街12号', '和平街 12号', true],
  ['和平街12号', '忻府区和平街12号', true],
  ['和平街与长征街交叉口', '和平街长征街交叉口', true],
  ['和平街12号', '和平街15号', false],
  ['和平街', '长征街', false],
  ['', '', false],
])('%s and %s: %s', (one, other, same) => {
  expect(isSimilarPlace(one, other)).toBe(same);
});

it('the same place counts within one division, one town where both name it, and one kind where both name it', () => {
  const other = caseOf(1, { divisionCode: '140902', townCode: '140902001', address: '和平街12号', orderType: 'help' });
  const same = (fields: CaseFieldsPatch): boolean =>
    isSamePlaceAndKind({ ...emptyCaseFields, divisionCode: '140902', address: '和平街12号', ...fields }, other);
  expect(same({})).toBe(true);
  expect(same({ townCode: '140902002' })).toBe(false);
  expect(same({ orderType: 'complaint' })).toBe(false);
  expect(same({ divisionCode: '140921' })).toBe(false);
  expect(same({ divisionCode: '' })).toBe(false);
});

it('alike are two matters by what is said or where, unless both name another kind', () => {
  const other = caseOf(1, { narrative: '小区停水三天没人管', address: '长征街3号', orderType: 'complaint' });
  const alike = (fields: CaseFieldsPatch): boolean => isSimilarMatter({ ...emptyCaseFields, ...fields }, other);
  expect(alike({ narrative: '小区还在停水，三天没人管' })).toBe(true);
  expect(alike({ narrative: '问社保卡怎么补办', address: '长征街 3号' })).toBe(true);
  expect(alike({ narrative: '小区停水三天没人管', orderType: 'praise' })).toBe(false);
  expect(alike({ narrative: '问社保卡怎么补办' })).toBe(false);
  expect(alike({})).toBe(false);
});

it('points out history and duplicates of a form, leaves the form itself out, and merges nothing', async () => {
  const { call, signIn, server, clock } = createSeatDesk();
  await signIn();
  const hour = 3_600_000;
  const now = clock.now();
  const number = { callerNumber: '13800000009' };
  server.say({ kind: 'case', case: caseOf(1, { ...number, narrative: '上周的事' }, now - 100 * hour) });
  server.say({ kind: 'case', case: caseOf(2, { callbackNumber: '+8613800000009' }, now - hour / 4) });
  const elsewhere = { ...number, narrative: '问社保卡怎么补办', address: '长征街3号' };
  server.say({ kind: 'case', case: caseOf(5, elsewhere, now - 3 * hour) });
  server.say({ kind: 'case', case: caseOf(6, { ...elsewhere, address: '和平街 12号' }, now - 2 * hour) });
  server.say({ kind: 'case', case: caseOf(3, { divisionCode: '140902', address: '和平街12号' }, now - hour) });
  server.say({ kind: 'case', case: caseOf(4, { divisionCode: '140902', address: '和平街12号' }, now - 25 * hour) });
  await clock.settle();
  const { draft } = await call('draft.open', { callId: null, caseId: null });
  await call('draft.save', {
    draftId: draft.id,
    fields: { ...number, divisionCode: '140902', address: '和平街12号', narrative: '又来了' },
  });
  await call('case.save', { draftId: draft.id });
  const related = await call('case.related', { draftId: draft.id });
  const ids = [2, 6, 5, 1].map((serial) => caseOf(serial).id);
  expect(related.history.map((card) => card.caseId)).toEqual(ids);
  expect(related.duplicates.map((card) => [card.caseId, card.why])).toEqual([
    [caseOf(2).id, 'sameNumberSoon'],
    [caseOf(3).id, 'samePlaceAndKind'],
    [caseOf(6).id, 'sameNumberAndMatter'],
  ]);
});

it('a stub and the case that joined it are listed once, and not in their own form', () => {
  const sent = caseOf(1);
  const stub = { ...caseOf(2), stub: { code: '123456', fromCentreId: 'xz-12345', joinedCaseId: sent.id, joinedAt: 5 } };
  const other = caseOf(3);
  expect(otherMatters([stub, sent, other], null)).toEqual([stub, other]);
  expect(otherMatters([stub, sent, other], sent)).toEqual([other]);
  expect(otherMatters([stub, sent, other], stub)).toEqual([other]);
});
