import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sampleNow, sampleTransferCard } from '../../test/fakes/sample-desk.ts';
import { fakeViewport } from '../testing/fake-viewport.ts';
import { mountDesk } from '../testing/desk-rig.tsx';
import { WaitingList } from './WaitingList.tsx';

/** What was brought into sight, as often as it was. */
let brought: string[] = [];
beforeEach(() => {
  fakeViewport();
  brought = [];
  vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(function (this: Element) {
    brought.push(this.getAttribute('data-transfer') ?? '');
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

const before = Array.from({ length: 6 }, (_, at) =>
  sampleTransferCard(at + 1, { transfer: { danger: true, clickedAt: sampleNow - 60_000 + at } }),
);
const sent = sampleTransferCard(9, { transfer: { clickedAt: sampleNow } });
const offer = sampleTransferCard(20, { direction: 'in', offeredHere: true, transfer: { status: 'offered' } });

test('after a click the new card is in sight, in full with its ticks, and stays so when something comes up above it', async () => {
  const { seat } = await mountDesk(<WaitingList />, { transfers: before });
  expect(brought).toEqual([]);
  act(() => seat.patchDesk({ transfers: [...before, sent] }));
  expect(new Set(brought)).toEqual(new Set([sent.transfer.id]));
  const card = document.querySelector<HTMLElement>(`[data-transfer="${sent.transfer.id}"]`)!;
  expect(within(card).getByRole('list', { name: '转接进度' })).toHaveTextContent('已存');
  brought = [];
  const alarmed = before.map((each) => ({
    ...each,
    transfer: { ...each.transfer, status: 'escalated' as const, alarm: { at: 1, acknowledgedBy: [] } },
  }));
  act(() => seat.patchDesk({ transfers: [...alarmed, sent] }));
  expect(brought.at(-1)).toBe(sent.transfer.id);
});

test('who scrolls the list keeps their place, and an offer does not move it under the hand', async () => {
  const { seat } = await mountDesk(<WaitingList />, { transfers: before });
  act(() => seat.patchDesk({ transfers: [...before, sent] }));
  brought = [];
  fireEvent.wheel(screen.getByRole('region', { name: '待办' }));
  act(() => seat.patchDesk({ transfers: [...before, sent, offer] }));
  expect(brought).toEqual([]);
});

test('an offer comes into sight of hands that are elsewhere: what is off the screen counts as not shown', async () => {
  const { seat } = await mountDesk(<WaitingList />, { transfers: before });
  act(() => seat.patchDesk({ transfers: [...before, sent] }));
  act(() => seat.patchDesk({ transfers: [...before, sent, offer] }));
  expect(brought.at(-1)).toBe(offer.transfer.id);
});
