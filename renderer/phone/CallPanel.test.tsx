import { act, fireEvent, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Call } from '../../shared/entities/call.ts';
import { success } from '../../shared/contract/errors.ts';
import { sampleCall, sampleDraft, sampleDraftCard } from '../../test/fakes/sample-desk.ts';
import { StateSwitch } from '../desk/StateSwitch.tsx';
import { useActiveDraft } from '../desk/active-draft.tsx';
import { mountDesk } from '../testing/desk-rig.tsx';
import { CallPanel } from './CallPanel.tsx';

const ringing: Call = { ...sampleCall, state: 'ringing', answeredAt: null };
const card = (serial: number, callId: string | null) => sampleDraftCard(serial, { callId });

function Form() {
  const { draftId, setTouched } = useActiveDraft();
  return (
    <textarea aria-label="form" data-draft={draftId ?? ''} onChange={() => draftId && setTouched(draftId, true)} />
  );
}

test('F2 answers, opens the form; F3 hangs up; the number is grouped', async () => {
  const { seat, user } = await mountDesk(<CallPanel />, { call: ringing, drafts: [card(1, 'call-1')] });
  expect(screen.getByText('138 0000 0000')).toBeVisible();
  expect(screen.getByRole('button', { name: '接听' })).toHaveAttribute('aria-keyshortcuts', 'F2');
  await user.keyboard('{F2}');
  expect(seat.callsOf('phone.command')).toEqual([{ callId: 'call-1', command: 'answer' }]);
  expect(seat.callsOf('draft.open')).toContainEqual({ callId: 'call-1', caseId: null });
  await user.keyboard('{F3}');
  expect(seat.callsOf('phone.command').at(-1)).toEqual({ callId: 'call-1', command: 'hangup' });
});

test('话后 says that it is the operator’s own, how long, and which key ends it; the key does', async () => {
  const state = { value: 'wrapUp', since: Date.now() - 85_000 } as const;
  const ended: Call = { ...ringing, state: 'ended', answeredAt: 2, endedAt: 3, cause: 'normalClearing' };
  const { seat, user } = await mountDesk(
    <>
      <StateSwitch />
      <CallPanel />
    </>,
    { call: ended, state },
  );
  const panel = within(screen.getByRole('region', { name: '电话' }));
  expect(panel.getByText(/您在话后/)).toHaveTextContent(/1:2\d/);
  expect(panel.getByText('不会分到转接')).toBeVisible();
  expect(panel.getByRole('button', { name: '恢复示闲' })).toHaveAttribute('aria-keyshortcuts', 'Shift+F2');
  await user.keyboard('{Shift>}{F2}{/Shift}');
  expect(seat.callsOf('desk.setState')).toEqual([{ state: 'idle' }]);
  act(() => seat.patchDesk({ state: { value: 'idle', since: Date.now() } }));
  expect(panel.queryByText(/您在话后/)).toBeNull();
});

test('a call that rings never pushes typed text aside and takes no focus; F2 brings its form', async () => {
  const parts = (
    <>
      <CallPanel />
      <Form />
    </>
  );
  const { seat, user } = await mountDesk(
    parts,
    { drafts: [card(1, null)] },
    {
      'draft.open': () => success({ draft: sampleDraft(2, { callId: 'call-1' }) }),
    },
  );
  const form = screen.getByRole('textbox', { name: 'form' });
  await user.type(form, '漏水');
  act(() => seat.patchDesk({ call: ringing, drafts: [card(2, 'call-1'), card(1, null)] }));
  expect(form).toHaveAttribute('data-draft', card(1, null).id);
  expect(form).toHaveFocus();
  await user.keyboard('{F2}');
  expect(form).toHaveAttribute('data-draft', card(2, 'call-1').id);
});

test('over an untouched form it comes up by itself, but not while an input method composes', async () => {
  const { seat } = await mountDesk(
    <>
      <CallPanel />
      <Form />
    </>,
    { drafts: [card(1, null)] },
  );
  const form = screen.getByRole('textbox', { name: 'form' });
  fireEvent.compositionStart(form);
  act(() => seat.patchDesk({ call: ringing, drafts: [card(2, 'call-1'), card(1, null)] }));
  expect(form).toHaveAttribute('data-draft', card(1, null).id);
});

test('without a call the simulator can ring, and the counterpart can be called', async () => {
  const { seat, user } = await mountDesk(<CallPanel />);
  await user.click(screen.getByRole('button', { name: '模拟来电' }));
  expect(seat.callsOf('phone.simulate')).toEqual([{ number: '13800000000' }]);
  await user.click(screen.getByRole('button', { name: '呼叫 110' }));
  expect(seat.callsOf('phone.dial')).toEqual([{ number: '0350-110110' }]);
});
