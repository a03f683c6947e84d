import { expect, test } from 'vitest';
import { primaryAction } from '../../shared/transfer/primary-action.ts';
import {
  actor110,
  actor12345,
  sampleCase,
  sampleCaseView,
  sampleId,
  sampleNow,
  sampleTransferCard,
} from '../../test/fakes/sample-desk.ts';
import { blockOf } from './bar-block.ts';
import type { Done } from './draft-state.ts';

const transfer110 = primaryAction('110', '12345');
const keep = primaryAction('12345', '12345');
const done = (change: Partial<Done>): Done => ({
  caseId: sampleId(1),
  orderNumber: 'GD1',
  transferId: null,
  code: '',
  route: '110',
  ...change,
});

test('a transfer on its way blocks another one; a returned, withdrawn or refused one does not', () => {
  const withTransfer = (card: ReturnType<typeof sampleTransferCard>) => sampleCaseView(1, { transfers: [card] });
  expect(blockOf(transfer110, '110', 'xz-12345', withTransfer(sampleTransferCard(1)), null)).toBe('alreadySent');
  for (const status of ['returned', 'withdrawn'] as const) {
    expect(
      blockOf(transfer110, '110', 'xz-12345', withTransfer(sampleTransferCard(1, { transfer: { status } })), null),
    ).toBeNull();
  }
  expect(
    blockOf(transfer110, '110', 'xz-12345', withTransfer(sampleTransferCard(1, { delivery: 'refused' })), null),
  ).toBeNull();
});

test('the receiver’s own action is not blocked by the transfer that brought the case', () => {
  const view = sampleCaseView(1, { transfers: [sampleTransferCard(1, { direction: 'in' })] });
  expect(blockOf(primaryAction('110', '110'), '110', 'xz-110', view, null)).toBeNull();
});

test('between the answer of the click and the event of the case the action stays blocked', () => {
  const clicked = done({ transferId: sampleId(501) });
  expect(blockOf(transfer110, '110', 'xz-12345', sampleCaseView(1), clicked)).toBe('alreadySent');
  const returned = sampleCaseView(1, { transfers: [sampleTransferCard(1, { transfer: { status: 'returned' } })] });
  expect(blockOf(transfer110, '110', 'xz-12345', returned, clicked)).toBeNull();
});

test('a handling is recorded once per centre; a closed case takes nothing more', () => {
  const handled = { action: 'keep' as const, target: '', text: '', by: actor12345, at: sampleNow };
  expect(blockOf(keep, '12345', 'xz-12345', sampleCaseView(1), null)).toBeNull();
  expect(blockOf(keep, '12345', 'xz-12345', null, done({ route: '12345' }))).toBe('alreadyDone');
  expect(
    blockOf(keep, '12345', 'xz-12345', sampleCaseView(1, { case: sampleCase(1, { handlings: [handled] }) }), null),
  ).toBe('alreadyDone');
  const elsewhere = sampleCase(1, { handlings: [{ ...handled, by: actor110 }] });
  expect(blockOf(keep, '12345', 'xz-12345', sampleCaseView(1, { case: elsewhere }), null)).toBeNull();
  expect(
    blockOf(keep, '12345', 'xz-12345', sampleCaseView(1, { case: sampleCase(1, { status: 'closed' }) }), null),
  ).toBe('closed');
});
