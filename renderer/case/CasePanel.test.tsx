import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { success } from '../../shared/contract/errors.ts';
import type { CaseView } from '../../shared/contract/seat-api.ts';
import {
  actor110,
  actor12345,
  sampleCase,
  sampleCaseView,
  sampleDraft,
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

function panel(view: CaseView, transfers = [sampleTransferCard(1, { news: 1 })]) {
  return mountDesk(
    <CasePanel caseId={caseId} onClose={none} />,
    { transfers },
    {
      'case.get': () => success({ view }),
      'draft.open': () => success({ draft: sampleDraft(1, { caseId }) }),
      'draft.save': () =>
        success({
          savedAt: sampleNow,
          problems: [],
          suggestion: {
            route: '110',
            emergency: false,
            level: null,
            confidence: 1,
            reasons: [],
            counter: null,
            questions: [],
            listVersion: '1',
          },
        }),
      'case.save': () => success({ caseId, orderNumber: 'GD1' }),
    },
  );
}

test('a conflict shows both values; choosing one saves that field of the case', async () => {
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
  expect(group).toHaveTextContent('孙磊 改成和平街 21 号');
  await user.click(within(group).getAllByRole('button', { name: '用这个' })[1] ?? group);
  await waitFor(() => expect(seat.callsOf('case.save')).toHaveLength(1));
  expect(seat.callsOf('draft.save')).toEqual([{ draftId: sampleDraft(1).id, fields: { address: '和平街 21 号' } }]);
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
