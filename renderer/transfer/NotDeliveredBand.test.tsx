import { act, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Transfer } from '../../shared/entities/transfer.ts';
import { actor110, sampleCall, sampleDesk, sampleTransferCard } from '../../test/fakes/sample-desk.ts';
import { mountDesk } from '../testing/desk-rig.tsx';
import { NotDeliveredBand } from './NotDeliveredBand.tsx';

const offer = (seatId: string, offeredAt: number) => ({ seatId, offeredAt, seenAt: null, endedAt: offeredAt + 1 });
const escalated: Partial<Transfer> = {
  status: 'escalated',
  danger: true,
  alarm: { at: 21_000, acknowledgedBy: [] },
  clickedAt: 1_000,
};

test('danger to life that nobody takes is as loud: band, number, code; until a person took it', async () => {
  const offers = [offer('110-01', 2_000), offer('110-02', 3_000), offer('110-01', 4_000)];
  const { seat } = await mountDesk(<NotDeliveredBand />, {
    transfers: [sampleTransferCard(1, { transfer: { ...escalated, offers } })],
  });
  const band = screen.getByRole('alert', { name: '已送达，尚未签收' });
  expect(band).toHaveTextContent('忻州市 110：已分给 2 个坐席，20 秒内未签收');
  expect(band).toHaveTextContent('482 913');
  expect(screen.getByRole('button', { name: '拨打 0350-110110' })).toBeVisible();
  const accepted = { by: actor110, at: 5 };
  act(() =>
    seat.patchDesk({
      transfers: [sampleTransferCard(1, { transfer: { status: 'accepted', accepted, danger: true } })],
    }),
  );
  expect(screen.queryByRole('alert')).toBeNull();
});

test('without any offer it says that nobody is idle; without danger, or coming in, there is no band', async () => {
  const { seat } = await mountDesk(<NotDeliveredBand />, {
    transfers: [sampleTransferCard(1, { transfer: escalated })],
  });
  expect(screen.getByRole('alert', { name: '已送达，对方没有示闲的坐席' })).toHaveTextContent('没有示闲的坐席');
  const calm = sampleTransferCard(1, { transfer: { ...escalated, danger: false } });
  const received = sampleTransferCard(2, { direction: 'in', transfer: escalated });
  act(() => seat.patchDesk({ transfers: [calm, received] }));
  expect(screen.queryByRole('alert')).toBeNull();
});

test('without the server nobody knows whether it was taken since: the band says as of when, and asks to check by phone', async () => {
  const { link } = sampleDesk();
  await mountDesk(<NotDeliveredBand />, {
    link: { ...link, server: 'offline' },
    transfers: [sampleTransferCard(1, { transfer: escalated })],
  });
  const band = screen.getByRole('alert', { name: /^截至 \d\d:\d\d 尚未签收$/ });
  expect(band).toHaveTextContent('此后是否签收这里还不知道');
  expect(band).not.toHaveTextContent('已送达');
});

test('the clock for signing ran out: loud before the server alarms', async () => {
  const now = Date.now();
  const card = (age: number) =>
    sampleTransferCard(1, { transfer: { status: 'seen', danger: true, clickedAt: now - age } });
  const { seat } = await mountDesk(<NotDeliveredBand />, { transfers: [card(10_000)] });
  expect(screen.queryByRole('alert')).toBeNull();
  act(() => seat.patchDesk({ transfers: [card(40_000)] }));
  expect(screen.getByRole('alert')).toBeVisible();
});

test('during a call the number stands there large and no button can fail', async () => {
  const { seat } = await mountDesk(<NotDeliveredBand />, {
    call: sampleCall,
    transfers: [sampleTransferCard(1, { transfer: escalated })],
  });
  expect(screen.getByText('0350-110110')).toBeVisible();
  expect(screen.getByText(/^通话中：请用另一部电话拨打/)).toBeVisible();
  expect(screen.queryByRole('button', { name: /拨打/ })).toBeNull();
  act(() => seat.patchDesk({ call: { ...sampleCall, state: 'ended', endedAt: 3 } }));
  expect(screen.getByRole('button', { name: '拨打 0350-110110' })).toBeVisible();
});
