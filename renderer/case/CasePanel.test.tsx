import { act, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { failure, success } from '../../shared/contract/errors.ts';
import type { CaseView } from '../../shared/contract/seat-api.ts';
import type { FakeAnswers } from '../../test/fakes/fake-seat-bridge.ts';
import {
  actor110,
  actor12345,
  sampleCase,
  sampleCaseView,
  sampleId,
  sampleNow,
  sampleTransferCard,
} from '../../test/fakes/sample-desk.ts';
import { mountDesk } from '../testing/desk-rig.tsx';
import { CasePanel } from './CasePanel.tsx';

const caseId = sampleId(1);
const note = (serial: number, text: string, by = actor110) => ({
  id: sampleId(serial),
  text,
  by,
  at: sampleNow + serial,
});
const none = (): void => undefined;

function panel(view: CaseView, answers: FakeAnswers = {}, transfers = [sampleTransferCard(1, { news: 1 })]) {
  return mountDesk(
    <CasePanel caseId={caseId} onClose={none} />,
    { transfers },
    { 'case.get': () => success({ view }), ...answers },
  );
}

test.each([
  [0, 'standing'],
  [1, 'other'],
] as const)('a conflict shows both values with who and when; choosing number %i keeps %s', async (which, keep) => {
  const conflict = {
    field: 'address' as const,
    other: '和平街 21 号',
    by: actor110,
    at: sampleNow,
    mutationId: sampleId(7),
    rev: 3,
  };
  const { seat, user } = await panel(sampleCaseView(1, { case: sampleCase(1, { conflicts: [conflict] }) }));
  const group = await screen.findByRole('group', { name: '事发地址' });
  expect(group).toHaveTextContent('和平街 12 号楼下');
  expect(group).toHaveTextContent(/孙磊 \d\d:\d\d 改成和平街 21 号/);
  await user.click(within(group).getAllByRole('button', { name: '用这个' })[which] ?? group);
  expect(seat.callsOf('case.settle')).toEqual([{ caseId, field: 'address', mutationId: sampleId(7), keep }]);
  expect([...seat.callsOf('draft.open'), ...seat.callsOf('draft.save'), ...seat.callsOf('case.save')]).toEqual([]);
});

test('notes of the other side that nobody here has seen are marked new, also those that come while it stands open', async () => {
  const notes = [note(71, '旧的'), note(72, '自己的', actor12345), note(73, '新的')];
  const { seat } = await panel(sampleCaseView(1, { case: sampleCase(1, { notes }) }));
  const marked = (): string[] =>
    screen
      .getAllByRole('listitem')
      .filter((row) => within(row).queryByText('新'))
      .map((row) => row.querySelector('.timeline-text')?.textContent ?? '');
  await screen.findByText('新的');
  expect(marked()).toEqual(['新的']);
  act(() =>
    seat.send({
      type: 'case',
      view: sampleCaseView(1, { case: sampleCase(1, { notes: [...notes, note(74, '刚到')] }) }),
    }),
  );
  expect(await screen.findByText('刚到')).toBeVisible();
  expect(marked()).toEqual(['新的', '刚到']);
});

test('a case that goes says so', async () => {
  const { seat } = await panel(sampleCaseView(1));
  await screen.findByText('楼下有人持刀追赶');
  act(() => seat.send({ type: 'caseGone', caseId }));
  expect(await screen.findByText('本中心已不能查看这一件')).toBeVisible();
});

test('who has taken it here moves it on step by step', async () => {
  const card = sampleTransferCard(1, {
    direction: 'in',
    transfer: { status: 'working', accepted: { by: { ...actor110, seatId: '12345-01' }, at: 1 } },
  });
  const { seat, user } = await panel(sampleCaseView(1, { transfers: [card] }));
  await user.click(await screen.findByRole('button', { name: '已处置' }));
  expect(seat.callsOf('transfer.progress')).toEqual([{ transferId: card.transfer.id, to: 'resolved', text: '' }]);
});

test('a note that the seat could not take stays with the reason, and goes at the next try', async () => {
  let broken = true;
  const { seat, user } = await panel(sampleCaseView(1), {
    'case.note': () => (broken ? failure('storeFull') : success({})),
  });
  const box = await screen.findByRole('textbox', { name: /备注/ });
  await user.type(box, '门口有摄像头');
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(await screen.findByText(/备注没有发出/)).toBeVisible();
  expect(box).toHaveValue('门口有摄像头');
  broken = false;
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(seat.callsOf('case.note')).toHaveLength(2);
  expect(box).toHaveValue('');
});

test('codes of county and town are shown by their names', async () => {
  const { fields } = sampleCase(1);
  await panel(
    sampleCaseView(1, {
      case: sampleCase(1, { fields: { ...fields, divisionCode: '140922', townCode: '140922103' } }),
    }),
  );
  expect(await screen.findByText('五台县')).toBeVisible();
  expect(screen.queryByText(/14092/)).toBeNull();
});
