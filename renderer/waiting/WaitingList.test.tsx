import { act, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { actor110, sampleCard, sampleDraftCard, sampleId, sampleTransferCard } from '../../test/fakes/sample-desk.ts';
import { success } from '../../shared/contract/errors.ts';
import { fakeViewport } from '../testing/fake-viewport.ts';
import { mountDesk } from '../testing/desk-rig.tsx';
import { OfferStrip } from './OfferStrip.tsx';
import { WaitingList } from './WaitingList.tsx';

beforeEach(() => {
  fakeViewport();
});
afterEach(() => {
  vi.restoreAllMocks();
});

test('twenty offers are rows; the alarm is said once; a row can be accepted as it is', async () => {
  const offers = Array.from({ length: 20 }, (_, at) =>
    sampleTransferCard(at + 1, {
      direction: 'in',
      offeredHere: true,
      transfer: { status: 'escalated', clickedAt: at + 1, alarm: { at: 99, acknowledgedBy: [] } },
    }),
  );
  const { seat, user } = await mountDesk(
    <>
      <OfferStrip />
      <WaitingList />
    </>,
    { transfers: offers },
    { 'transfer.accept': () => success({ caseId: sampleId(1), draftId: sampleId(901), orderNumber: 'JD1' }) },
  );
  expect(screen.getAllByRole('alert')).toHaveLength(1);
  expect(screen.getByRole('alert')).toHaveTextContent('20 件尚未签收');
  expect(screen.getAllByRole('button', { expanded: false })).toHaveLength(19);
  expect(screen.getByRole('region', { name: '转来待签收' })).toHaveTextContent('另有 19 件');
  const rows = screen.getAllByRole('button', { name: '签收' });
  await user.click(rows.at(-1) ?? rows[0]!);
  expect(seat.callsOf('transfer.accept')).toEqual([{ transferId: offers[19]?.transfer.id }]);
});

test('who is alone and in 话后 reads that it is their own state that keeps it from them, and which keys help', async () => {
  const escalated = { status: 'escalated' as const, alarm: { at: 1, acknowledgedBy: [] } };
  const card = sampleTransferCard(1, { direction: 'in', transfer: { ...escalated, toCentreId: 'xz-12345' } });
  const state = { value: 'wrapUp', since: 1 } as const;
  const { seat } = await mountDesk(<WaitingList />, { transfers: [card], state });
  expect(screen.getByRole('alert')).toHaveTextContent('您自己在话后：按 Shift+F2 恢复示闲，或按 F9 直接签收');
  act(() => seat.patchDesk({ state: { value: 'idle', since: 2 } }));
  expect(screen.getByRole('alert')).not.toHaveTextContent('您自己');
});

test('the receiver sees the number that the caller was read', async () => {
  const card = sampleTransferCard(1, {
    direction: 'in',
    offeredHere: true,
    case: sampleCard(1, { orderNumber: 'GD1', otherNumber: 'GD1' }),
    transfer: { status: 'offered' },
  });
  await mountDesk(<WaitingList />, { transfers: [card] });
  expect(screen.getByText('来电人所持编号 GD1')).toBeVisible();
});

test('a returned danger to life is red with its next step, until it was sent anew', async () => {
  const returned = { by: actor110, at: 5, reason: 'notOurs' as const, item: '', text: '不属' };
  const back = sampleTransferCard(1, { transfer: { status: 'returned', danger: true, returned, clickedAt: 5 } });
  const { seat } = await mountDesk(<WaitingList />, { transfers: [back] });
  expect(screen.getByText('请立即处置：改派、自行受理或电话核实')).toBeVisible();
  const anew = sampleTransferCard(2, { transfer: { caseId: back.transfer.caseId, clickedAt: 6 } });
  seat.patchDesk({ transfers: [back, anew] });
  expect(await screen.findByText('尚未签收')).toBeVisible();
  expect(screen.queryByText(/请立即处置/)).toBeNull();
});

test('registered forms fold away and can be put away; unsaved words keep their form; a stub tells its code', async () => {
  const now = Date.now();
  const front = sampleDraftCard(1);
  const done = sampleDraftCard(2, { caseId: sampleId(2), handled: true, savedAt: now - 180_000, summary: '噪声' });
  const fresh = sampleDraftCard(3, { caseId: sampleId(3), handled: true, savedAt: now, summary: '刚登记' });
  const typed = sampleDraftCard(4, { caseId: sampleId(4), handled: true, typed: true, savedAt: 1, summary: '没存' });
  const stub = sampleDraftCard(5, { caseId: sampleId(5), awaitedCode: '000021' });
  const { seat, user } = await mountDesk(<WaitingList />, { drafts: [front, done, fresh, typed, stub] });
  const folded = screen.getByRole('group');
  expect(folded).toHaveTextContent('已登记 (1)');
  expect(folded).toHaveTextContent('噪声');
  expect(screen.getByText('口述码 000 021 · 等待对方案件')).toBeVisible();
  await user.click(screen.getByText('已登记 (1)'));
  expect(screen.getAllByRole('button', { name: '收起' })).toHaveLength(2);
  await user.click(within(folded).getByRole('button', { name: '收起' }));
  expect(seat.callsOf('draft.discard')).toEqual([{ draftId: done.id, confirmed: false }]);
});

test('danger to life is returned only with a chosen reason and words', async () => {
  const card = sampleTransferCard(1, {
    direction: 'in',
    offeredHere: true,
    transfer: { status: 'offered', danger: true },
  });
  const { seat, user } = await mountDesk(<WaitingList />, { transfers: [card] });
  await user.keyboard('{F10}');
  const dialog = within(await screen.findByRole('dialog'));
  await user.click(dialog.getByRole('button', { name: '退回' }));
  expect(dialog.getByText('请先选退回理由')).toBeVisible();
  await user.click(dialog.getByRole('radio', { name: '不属本方职责' }));
  expect(dialog.getByText('紧急的事项，退回时请写明理由')).toBeVisible();
  await user.click(dialog.getByRole('button', { name: '退回' }));
  expect(seat.callsOf('transfer.return')).toHaveLength(0);
});
