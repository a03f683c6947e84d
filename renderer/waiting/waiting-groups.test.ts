import { expect, test } from 'vitest';
import { actor110, actor12345, sampleTransferCard } from '../../test/fakes/sample-desk.ts';
import { waitingGroups } from './waiting-groups.ts';

const ids = (cards: readonly { transfer: { id: string } }[]): string[] =>
  cards.map((card) => card.transfer.id.slice(-3));

test('offers: danger first, then the oldest; only what stands open at this seat or found nobody', () => {
  const offer = (serial: number, clickedAt: number, danger = false, offeredHere = true) =>
    sampleTransferCard(serial, { direction: 'in', offeredHere, transfer: { status: 'offered', clickedAt, danger } });
  const nobody = sampleTransferCard(5, { direction: 'in', transfer: { status: 'escalated', clickedAt: 50 } });
  const groups = waitingGroups(
    [offer(1, 30), offer(2, 10), offer(3, 40, true), offer(4, 1, true, false), nobody],
    '110-03',
  );
  expect(ids(groups.offers)).toEqual(['503', '502', '501', '505']);
});

test('what was sent, returned, negotiated, taken here, taken elsewhere and finished', () => {
  const accepted = { by: actor110, at: 5 };
  const groups = waitingGroups(
    [
      sampleTransferCard(1, { transfer: { status: 'queued', clickedAt: 9 } }),
      sampleTransferCard(2, { transfer: { status: 'accepted', accepted, clickedAt: 1 } }),
      sampleTransferCard(3, { transfer: { status: 'returned' } }),
      sampleTransferCard(4, { transfer: { status: 'negotiating' } }),
      sampleTransferCard(5, { direction: 'in', transfer: { status: 'working', accepted } }),
      sampleTransferCard(6, { direction: 'in', transfer: { status: 'working', accepted: { by: actor12345, at: 5 } } }),
      sampleTransferCard(7, { transfer: { status: 'closed' } }),
    ],
    '110-03',
  );
  expect(ids(groups.outgoing)).toEqual(['501', '502']);
  expect([ids(groups.returned), ids(groups.negotiating), ids(groups.mine), ids(groups.finished)]).toEqual([
    ['503'],
    ['504'],
    ['505'],
    ['507'],
  ]);
});
