import { act, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { actor110, sampleDesk, sampleNow, sampleTransferCard } from '../../test/fakes/sample-desk.ts';
import { mountDesk } from '../testing/desk-rig.tsx';
import { NotDeliveredBand } from './NotDeliveredBand.tsx';
import { TransferTicks } from './TransferTicks.tsx';

test('three ticks are three marks with words; green is only for a person who took it', async () => {
  const card = sampleTransferCard(1, {
    transfer: { status: 'accepted', storedAt: 1, seen: { seatId: '110-03', at: 2 }, accepted: { by: actor110, at: 3 } },
  });
  const { container } = await mountDesk(<TransferTicks card={card} />);
  const [stored, seen, accepted] = within(screen.getByRole('list', { name: '转接进度' })).getAllByRole('listitem');
  expect(stored).toHaveTextContent(/^已存服务器 \d\d:\d\d:\d\d$/);
  expect(seen).toHaveTextContent(/^已显示坐席 110-03 /);
  expect(accepted).toHaveTextContent(/^已接孙磊 /);
  expect(new Set([...container.querySelectorAll('.tick path')].map((path) => path.getAttribute('d'))).size).toBe(3);
  expect(container.querySelectorAll('.tick-accepted.is-done')).toHaveLength(1);
});

test('P36: what stands in the list of the other side says so instead of waiting for an offer to be shown', async () => {
  await mountDesk(<TransferTicks card={sampleTransferCard(1, { backlog: true })} />);
  expect(screen.getByText('在对方待办清单，还没有人翻到')).toBeVisible();
});

test('without the server what has not happened has not happened as far as this desk heard', async () => {
  const { link } = sampleDesk();
  const at = new Date(sampleNow);
  const lost = { ...link, server: 'offline' as const, since: sampleNow };
  const seen = { seatId: '110-03', at: 2 };
  const card = sampleTransferCard(1, { transfer: { status: 'seen', storedAt: 1, seen } });
  const { seat } = await mountDesk(<TransferTicks card={card} />, { link: lost });
  const time = `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
  expect(screen.getByText(`截至 ${time} 尚未签收`)).toBeVisible();
  expect(screen.getByText(/^坐席 110-03/)).toBeVisible();
  act(() => seat.patchDesk({ link }));
  expect(screen.getByText('尚未签收')).toBeVisible();
});

test('stored alone never looks shown or taken', async () => {
  await mountDesk(<TransferTicks card={sampleTransferCard(1)} />);
  expect(screen.getByText('对方尚未显示')).toBeVisible();
  expect(screen.getByText('尚未签收')).toBeVisible();
});

test('NOT DELIVERED shows the number to call, the code 3+3, and dials; it goes once the server has it', async () => {
  const lost = sampleTransferCard(1, {
    delivery: 'notDelivered',
    transfer: { danger: true, status: 'queued', storedAt: null },
  });
  const calm = sampleTransferCard(2, {
    delivery: 'notDelivered',
    transfer: { status: 'queued', storedAt: null, clickedAt: 1, code: '111111' },
  });
  const { seat, user } = await mountDesk(<NotDeliveredBand />, { transfers: [calm, lost] });
  const band = screen.getByRole('alert', { name: '未送达' });
  expect(band).toHaveTextContent('482 913');
  expect(band).toHaveTextContent('紧急，可能危及人身');
  expect(band).toHaveTextContent('另有 1 件未送达');
  await user.click(screen.getByRole('button', { name: '拨打 0350-110110' }));
  expect(seat.callsOf('phone.dial')).toEqual([{ number: '0350-110110' }]);
  seat.patchDesk({ transfers: [sampleTransferCard(1), sampleTransferCard(2)] });
  expect(await screen.findByTestId('desk')).not.toHaveTextContent('未送达');
});
