import { act, screen, within } from '@testing-library/react';
import axe from 'axe-core';
import { beforeEach, expect, test } from 'vitest';
import type { TransferCard } from '../../shared/contract/desk.ts';
import { success } from '../../shared/contract/errors.ts';
import { sampleCard, sampleId, sampleNow, sampleTransferCard } from '../../test/fakes/sample-desk.ts';
import { fakeViewport } from '../testing/fake-viewport.ts';
import type { FakeViewport } from '../testing/fake-viewport.ts';
import { mountDesk } from '../testing/desk-rig.tsx';
import { WaitingList } from '../waiting/WaitingList.tsx';

let viewport: FakeViewport;
beforeEach(() => {
  viewport = fakeViewport();
});

function listed(serial: number, change: Partial<TransferCard> = {}): TransferCard {
  const clickedAt = sampleNow - 3_600_000 + serial * 60_000;
  return sampleTransferCard(serial, {
    direction: 'in',
    backlog: true,
    case: sampleCard(serial, { summary: `断网第 ${serial} 件` }),
    transfer: { clickedAt, storedAt: sampleNow },
    ...change,
  });
}

const accepted = {
  'transfer.accept': () => success({ caseId: sampleId(1), draftId: sampleId(901), orderNumber: 'JD1' }),
};
const boxes = () => screen.getAllByRole('checkbox').map((box) => box.getAttribute('aria-label'));

test('P36: one line in the waiting list, no offers; the list opens by key, urgent first, then the oldest', async () => {
  const dangerous = listed(3, { case: sampleCard(3, { summary: '断网第 3 件', dangerNow: true }) });
  const transfers = [...Array.from({ length: 23 }, (_, at) => listed(at + 1)).filter((_, at) => at !== 2), dangerous];
  const { user, container } = await mountDesk(<WaitingList />, { transfers });
  const summary = screen.getByRole('region', { name: /断网积压/ });
  expect(summary).toHaveTextContent('断网积压 23');
  expect(screen.queryByRole('region', { name: /转来待签收/ })).toBeNull();
  expect(screen.queryByRole('alert')).toBeNull();
  await user.keyboard('{Shift>}{F9}{/Shift}');
  expect(boxes().slice(0, 3)).toEqual(['选 断网第 3 件', '选 断网第 1 件', '选 断网第 2 件']);
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test('P36: a row that stood on the screen is 已显示 for its sender; one that was shown before, or a closed list, tells nothing', async () => {
  const shown = listed(2, { transfer: { ...listed(2).transfer, seen: { seatId: '12345-02', at: sampleNow } } });
  const { seat, user } = await mountDesk(<WaitingList />, { transfers: [listed(1), shown] });
  act(() => viewport.scroll(true));
  viewport.paint(3);
  expect(seat.callsOf('transfer.painted')).toEqual([]);
  await user.keyboard('{Shift>}{F9}{/Shift}');
  viewport.paint(3);
  expect(seat.callsOf('transfer.painted')).toEqual([]);
  act(() => viewport.scroll(true));
  viewport.paint(2);
  expect(seat.callsOf('transfer.painted')).toEqual([{ transferId: listed(1).transfer.id }]);
});

test('arrows walk, space chooses, Enter takes one, the button takes the chosen ones in order', async () => {
  const transfers = [1, 2, 3, 4].map((serial) => listed(serial));
  const { seat, user } = await mountDesk(<WaitingList />, { transfers }, accepted);
  await user.keyboard('{Shift>}{F9}{/Shift}');
  await user.keyboard('{ArrowDown} {ArrowDown} ');
  await user.click(screen.getByRole('button', { name: '签收所选 2 件' }));
  const ids = () => seat.callsOf('transfer.accept').map(({ transferId }) => transferId);
  expect(ids()).toEqual([transfers[1]?.transfer.id, transfers[2]?.transfer.id]);
  screen.getAllByRole('checkbox')[3]?.focus();
  await user.keyboard('{ArrowUp}{ArrowUp}{ArrowUp}{Enter}');
  expect(ids().at(-1)).toBe(transfers[0]?.transfer.id);
});

test('what another seat took leaves the list, also from the chosen ones', async () => {
  const transfers = [1, 2].map((serial) => listed(serial));
  const { seat, user } = await mountDesk(<WaitingList />, { transfers }, accepted);
  await user.click(screen.getByRole('button', { name: /打开清单/ }));
  await user.click(screen.getByRole('checkbox', { name: '选 断网第 1 件' }));
  seat.patchDesk({ transfers: [transfers[1]!] });
  expect(await screen.findByRole('button', { name: '签收所选 0 件' })).toBeDisabled();
  expect(boxes()).toEqual(['选 断网第 2 件']);
  seat.patchDesk({ transfers: [] });
  const panel = screen.getByRole('complementary', { name: /断网积压/ });
  expect(await within(panel).findByText('积压已办完')).toBeVisible();
});
