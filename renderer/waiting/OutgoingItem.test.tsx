import { act, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { actor110, sampleTransferCard } from '../../test/fakes/sample-desk.ts';
import { mountDesk } from '../testing/desk-rig.tsx';
import { WaitingList } from './WaitingList.tsx';

test('withdraw asks in its own place; a first press withdraws nothing', async () => {
  const card = sampleTransferCard(1);
  const { seat, user } = await mountDesk(<WaitingList />, { transfers: [card] });
  await user.click(screen.getByRole('button', { name: '撤回' }));
  expect(seat.callsOf('transfer.withdraw')).toHaveLength(0);
  expect(screen.getByRole('button', { name: '取消' })).toHaveFocus();
  await user.click(screen.getByRole('button', { name: '确认撤回' }));
  expect(seat.callsOf('transfer.withdraw')).toEqual([{ transferId: card.transfer.id, text: '' }]);
});

test('a return says who and why, and the notice of it opens the case without taking the focus', async () => {
  const returned = { by: actor110, at: 5, reason: 'wrongDivision' as const, item: '', text: '属原平' };
  const card = sampleTransferCard(1, { transfer: { status: 'returned', returned } });
  const { seat, user } = await mountDesk(
    <>
      <input aria-label="typing" />
      <WaitingList />
    </>,
    { transfers: [card] },
  );
  expect(screen.getByText('孙磊 退回：不在本辖区 · 属原平')).toBeVisible();
  await user.click(screen.getByRole('textbox', { name: 'typing' }));
  act(() => seat.send({ type: 'notice', code: 'transferReturned', about: card.transfer.id, failure: null }));
  expect(await screen.findByText('转出的一件被退回')).toBeInTheDocument();
  expect(screen.getByRole('textbox', { name: 'typing' })).toHaveFocus();
});

test('nobody available: an operator reads it, only a lead can answer for it', async () => {
  const card = sampleTransferCard(1, { transfer: { status: 'escalated', alarm: { at: 1, acknowledgedBy: [] } } });
  await mountDesk(<WaitingList />, { transfers: [card] });
  expect(screen.getByRole('alert')).toHaveTextContent('忻州市 110：没有示闲的坐席');
  expect(screen.queryByRole('button', { name: '我来处理' })).toBeNull();
});

test('empty: says what will stand here', async () => {
  await mountDesk(<WaitingList />);
  expect(screen.getByText('没有待办')).toBeVisible();
});
