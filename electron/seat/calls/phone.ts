import type { Call } from '../../../shared/entities/call.ts';
import { openForCall } from '../desk/drafts.ts';
import { isTyped } from '../desk/cards.ts';
import type { Kernel } from '../kernel.ts';
import type { PhoneEvents } from '../ports.ts';
import { quiet, type Handlers } from './answers.ts';
import { setState } from './session.ts';

export const phoneCalls: Handlers<'phone'> = {
  'phone.command': ({ phone }, { callId, command }) => quiet(phone.command(callId, command)),
  'phone.dial': ({ phone }, { number }) => quiet(phone.dial(number)),
  'phone.simulate': ({ phone }, { number }) => phone.simulate(number),
};

/** What the phone tells: a ringing call brings its form, talking and its end move the operator's state. */
export function hearPhone(kernel: Kernel): PhoneEvents {
  return {
    link: (up) => {
      kernel.desk.phoneUp = up;
      kernel.changes.slices('link');
    },
    call: (call) => {
      try {
        heard(kernel, call);
      } catch (error) {
        // A full disk must not take the phone away: the form can be opened by hand once there is room.
        kernel.log('error', 'call not recorded', { reason: error instanceof Error ? error.message : 'unknown' });
      }
    },
  };
}

function heard(kernel: Kernel, call: Call): void {
  const before = kernel.desk.calls.find((each) => each.callId === call.callId) ?? null;
  kernel.desk.calls = [
    call,
    ...kernel.desk.calls.filter((each) => each.callId !== call.callId && each.state !== 'ended'),
  ];
  kernel.changes.slices('call');
  if (call.state === 'ringing' && before === null && call.direction === 'in') openForCall(kernel, call);
  if (call.state === 'active' && before?.state !== 'held') setState(kernel, 'talking');
  if (call.state === 'ended') ended(kernel, call);
}

function ended(kernel: Kernel, call: Call): void {
  if (call.answeredAt !== null) {
    const others = kernel.desk.calls.some((each) => each.state === 'active' || each.state === 'held');
    if (!others) setState(kernel, 'wrapUp');
    return;
  }
  kernel.desk.calls = kernel.desk.calls.filter((each) => each.callId !== call.callId);
  // Nobody answered and nothing was written: the empty form goes with the call.
  const row = kernel.store.drafts.byCall(call.callId);
  if (!row || row.caseId !== null || isTyped(row) || call.direction === 'out') return;
  kernel.store.transaction(() => kernel.store.drafts.remove(row.id));
  kernel.changes.slices('drafts');
}
