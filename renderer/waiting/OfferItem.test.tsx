import { act, screen, within } from '@testing-library/react';
import { beforeEach, afterEach, expect, test, vi } from 'vitest';
import { failure, success } from '../../shared/contract/errors.ts';
import { sampleDesk, sampleId, sampleTransferCard } from '../../test/fakes/sample-desk.ts';
import { fakeViewport } from '../testing/fake-viewport.ts';
import type { FakeViewport } from '../testing/fake-viewport.ts';
import { mountDesk } from '../testing/desk-rig.tsx';
import { WaitingList } from './WaitingList.tsx';

const offer = sampleTransferCard(1, {
  direction: 'in',
  offeredHere: true,
  transfer: {
    status: 'offered',
    danger: true,
    offers: [{ seatId: '12345-01', offeredAt: 1, seenAt: null, endedAt: null }],
  },
});
let viewport: FakeViewport;
beforeEach(() => {
  viewport = fakeViewport();
});
afterEach(() => {
  vi.restoreAllMocks();
});

test('已显示 is reported only after two painted frames in a visible window with the offer in view, and once', async () => {
  const { seat } = await mountDesk(<WaitingList />, { transfers: [offer] });
  viewport.paint(3);
  expect(seat.callsOf('transfer.painted')).toHaveLength(0);
  act(() => viewport.scroll(true));
  viewport.paint(1);
  expect(seat.callsOf('transfer.painted')).toHaveLength(0);
  viewport.paint(1);
  expect(seat.callsOf('transfer.painted')).toEqual([{ transferId: offer.transfer.id }]);
  act(() => viewport.scroll(true));
  viewport.paint(4);
  expect(seat.callsOf('transfer.painted')).toHaveLength(1);
});

test('a hidden window has shown nothing, until it becomes visible', async () => {
  viewport.setVisible(false);
  const { seat } = await mountDesk(<WaitingList />, { transfers: [offer] });
  act(() => viewport.scroll(true));
  viewport.paint(5);
  expect(seat.callsOf('transfer.painted')).toHaveLength(0);
  viewport.setVisible(true);
  viewport.paint(2);
  expect(seat.callsOf('transfer.painted')).toHaveLength(1);
});

test('P16 what nobody could be offered is shown all the same, and reported unless somebody saw it before', async () => {
  const homeless = { status: 'escalated' as const, danger: true, offers: [] };
  const unseen = sampleTransferCard(1, { direction: 'in', offeredHere: false, transfer: homeless });
  const seen = { ...homeless, seen: { seatId: '12345-02', at: 1 } };
  const shown = sampleTransferCard(2, { direction: 'in', offeredHere: false, transfer: seen });
  const { seat } = await mountDesk(<WaitingList />, { transfers: [unseen, shown] });
  act(() => viewport.scroll(true));
  viewport.paint(2);
  expect(seat.callsOf('transfer.painted')).toEqual([{ transferId: unseen.transfer.id }]);
});

test('taken or returned without the server: the operator is told that the sender does not know', async () => {
  const { link } = sampleDesk();
  const { seat, user } = await mountDesk(
    <WaitingList />,
    { transfers: [offer], link: { ...link, server: 'offline' } },
    { 'transfer.accept': () => success({ caseId: sampleId(1), draftId: sampleId(901), orderNumber: 'JD1' }) },
  );
  await user.keyboard('{F9}');
  expect(await screen.findByText('对方还不知道您已签收')).toBeVisible();
  const by = { operatorId: 'op-li', name: '李敏', seatId: '12345-01', centreId: 'xz-12345' };
  const accepted = { by, at: 9 };
  const taken = sampleTransferCard(1, { direction: 'in', untold: true, transfer: { status: 'accepted', accepted } });
  act(() => seat.patchDesk({ transfers: [taken] }));
  const card = document.querySelector<HTMLElement>(`[data-transfer="${taken.transfer.id}"]`)!;
  expect(card).toHaveTextContent('对方还不知道您已签收');
  act(() => seat.patchDesk({ link, transfers: [{ ...taken, untold: false }] }));
  expect(card).not.toHaveTextContent('对方还不知道');
});

test('F9 takes the first offer and F10 asks for the reason of a return; “other” needs words', async () => {
  const accept = vi.fn(() => success({ caseId: sampleId(1), draftId: sampleId(901), orderNumber: 'JD1' }));
  const { seat, user } = await mountDesk(<WaitingList />, { transfers: [offer] }, { 'transfer.accept': accept });
  await user.keyboard('{F10}');
  const dialog = await screen.findByRole('dialog', { name: '退回这一件' });
  expect(dialog).toBeVisible();
  await user.keyboard('{F9}');
  expect(accept).not.toHaveBeenCalled();
  await user.click(screen.getByRole('radio', { name: '其他' }));
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: '退回' }));
  expect(await screen.findByText('选“其他”时请写明理由')).toBeVisible();
  await user.type(screen.getByRole('textbox', { name: '说明' }), '重复来电');
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('dialog')).toBeNull();
  await user.keyboard('{F10}');
  expect(screen.getByDisplayValue('重复来电')).toBeVisible();
  await user.click(screen.getByRole('radio', { name: '其他' }));
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: '退回' }));
  expect(seat.callsOf('transfer.return')).toEqual([
    { transferId: offer.transfer.id, reason: 'other', item: '', text: '重复来电' },
  ]);
  await user.keyboard('{F9}');
  expect(accept).toHaveBeenCalledTimes(1);
});

test('a refusal says what happened, what it means and what to do', async () => {
  const { user } = await mountDesk(
    <WaitingList />,
    { transfers: [offer] },
    { 'transfer.accept': () => failure('alreadyTaken') },
  );
  await user.keyboard('{F9}');
  const message = await screen.findByRole('alert');
  expect(message).toHaveTextContent('已被其他坐席签收');
  expect(message).toHaveTextContent('来电人的事项已有人在办。无需再处理，请接下一件。');
});
