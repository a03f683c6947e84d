import { act, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { success } from '../../shared/contract/errors.ts';
import { sampleCall, sampleDraft, sampleDraftCard, sampleId } from '../../test/fakes/sample-desk.ts';
import { CallPanel } from '../phone/CallPanel.tsx';
import { draftId, mountForm } from '../testing/form-rig.tsx';
import { Drafts } from '../waiting/Drafts.tsx';
import { IntakeForm } from './IntakeForm.tsx';

const callers = sampleDraftCard(1, { id: draftId, callId: 'call-1', callerNumber: '13800000000' });
const taken = sampleDraftCard(2, { id: sampleId(902), caseId: sampleId(2), callerNumber: '13900000000' });
const parts = (shown: string) => (
  <>
    <CallPanel />
    <Drafts />
    <IntakeForm draftId={shown} />
  </>
);

test('the form of the caller on the line and its card say 通话中 while the call goes on', async () => {
  const { seat } = await mountForm(parts(draftId), { desk: { call: sampleCall, drafts: [callers, taken] } });
  const form = await screen.findByRole('form');
  expect(await within(form).findByText(/通话中 138 0000 0000/)).toBeVisible();
  const [one, other] = screen.getAllByRole('button', { name: /139 0000 0000|138 0000 0000/ });
  expect(one).toHaveTextContent('通话中');
  expect(other).not.toHaveTextContent('通话中');
  act(() => seat.patchDesk({ call: { ...sampleCall, state: 'ended', endedAt: 3 } }));
  expect(within(form).queryByText(/通话中/)).toBeNull();
  expect(one).not.toHaveTextContent('通话中');
});

test('another form in front says that the caller’s words do not belong there, and F2 leads back', async () => {
  const { seat, user } = await mountForm(parts(taken.id), {
    desk: { call: sampleCall, drafts: [callers, taken] },
    answers: { 'draft.open': () => success({ draft: sampleDraft(1, { id: draftId, callId: 'call-1' }) }) },
  });
  const form = await screen.findByRole('form');
  expect(await within(form).findByText(/通话中的来电人不在这张表单/)).toBeVisible();
  expect(within(form).getByRole('button', { name: /回到来电表单/ })).toHaveAttribute('aria-keyshortcuts', 'F2');
  await user.keyboard('{F2}');
  expect(seat.callsOf('draft.open')).toEqual([{ callId: 'call-1', caseId: null }]);
  expect(seat.callsOf('phone.command')).toEqual([]);
});

test('a call that has no form here leaves every form alone', async () => {
  await mountForm(parts(taken.id), { desk: { call: { ...sampleCall, direction: 'out' }, drafts: [taken] } });
  const form = await screen.findByRole('form');
  await within(form).findByLabelText('诉求或警情');
  expect(within(form).queryByText(/不在这张表单/)).toBeNull();
});
