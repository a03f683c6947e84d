import { act, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { success } from '../../shared/contract/errors.ts';
import type { TransferCard } from '../../shared/contract/desk.ts';
import type { Transfer } from '../../shared/entities/transfer.ts';
import { actor110, sampleCase, sampleCaseView, sampleId, sampleTransferCard } from '../../test/fakes/sample-desk.ts';
import { draftId, mountForm } from '../testing/form-rig.tsx';
import { IntakeForm } from './IntakeForm.tsx';

const caseId = sampleId(1);
const returned = { by: actor110, at: 5, reason: 'wrongDivision' as const, item: 'T3a', text: '属原平' };

function mount(transfers: TransferCard[]) {
  return mountForm(<IntakeForm draftId={draftId} />, {
    caseId,
    desk: { transfers },
    answers: { 'case.get': () => success({ view: sampleCaseView(1, { transfers }) }) },
  });
}
const back = (change: Partial<Transfer> = {}): TransferCard =>
  sampleTransferCard(1, { transfer: { status: 'returned', returned, ...change } });
const words = (): HTMLElement | undefined =>
  screen.queryAllByRole('status').find((each) => /退回了|首接/.test(each.textContent));

test('the form itself says that the matter came back, who gave it back, why, by which clause, and what to do', async () => {
  const { seat } = await mount([sampleTransferCard(1, { transfer: { status: 'offered' } })]);
  await waitFor(() => expect(screen.getByLabelText('事发地址')).toHaveValue('和平街 12 号楼下'));
  expect(words()).toBeUndefined();
  act(() => seat.patchDesk({ transfers: [back()] }));
  expect(words()).toHaveTextContent('110 孙磊');
  expect(words()).toHaveTextContent('理由：不在本辖区，属原平');
  expect(words()).toHaveTextContent('依据：T3a 明确属于对方职责的，即时一键转接或系统派件');
  expect(words()).toHaveTextContent('现由本中心负责');
});

test('a ground in their own words stands as it is, a missing one is told, and danger says act now', async () => {
  const item = '清单 4.2';
  const { seat } = await mount([back({ returned: { ...returned, item }, danger: true })]);
  await screen.findByText(`依据：${item}`);
  expect(words()).toHaveTextContent('请立即处置');
  act(() => seat.patchDesk({ transfers: [back({ returned: { ...returned, item: '' } })] }));
  expect(words()).toHaveTextContent('对方没有写依据');
});

test('once it was sent anew, or is closed, nothing stands there', async () => {
  const anew = sampleTransferCard(2, { transfer: { caseId, status: 'stored', clickedAt: Date.now() } });
  const { seat } = await mount([back()]);
  await screen.findByText('理由：不在本辖区，属原平');
  act(() => seat.patchDesk({ transfers: [back(), anew] }));
  expect(words()).toBeUndefined();
  act(() => seat.patchDesk({ transfers: [back()] }));
  expect(words()).toBeDefined();
  const closed = sampleCase(1, { status: 'closed', rev: 9 });
  act(() => seat.send({ type: 'case', view: sampleCaseView(1, { case: closed }) }));
  expect(words()).toBeUndefined();
});
