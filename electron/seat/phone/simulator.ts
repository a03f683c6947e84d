import { failure, success, type Result } from '../../../shared/contract/errors.ts';
import type { Call, PhoneCommand } from '../../../shared/entities/call.ts';
import type { Clock, Ids, Phone, PhoneEvents } from '../ports.ts';

const FAR_END_ANSWERS_MS = 1_500;
const NO_ANSWER_MS = 60_000;

type Next = (call: Call, now: number) => Call | null;

/** What each command does in which state; null: the exchange would refuse it there. */
const moves: Record<PhoneCommand, Next> = {
  answer: (call, now) => (call.state === 'ringing' ? { ...call, state: 'active', answeredAt: now } : null),
  hold: (call) => (call.state === 'active' ? { ...call, state: 'held' } : null),
  resume: (call) => (call.state === 'held' ? { ...call, state: 'active' } : null),
  hangup: (call, now) =>
    call.state === 'ended' ? null : { ...call, state: 'ended', endedAt: now, cause: 'normalClearing' },
};

/** A softphone for training and tests: one line, no sound. Deterministic by its clock. */
export function createSimulator(clock: Clock, ids: Ids, ownNumber = ''): Phone {
  let events: PhoneEvents | null = null;
  let live: Call | null = null;
  let cancelTimer: () => void = () => undefined;

  /** Outcomes are events, never the answer of a command: they come after it. */
  function tell(call: Call): void {
    live = call.state === 'ended' ? null : call;
    queueMicrotask(() => events?.call(call));
  }

  function begin(part: Pick<Call, 'direction' | 'state' | 'ani' | 'dnis'>): Call {
    const call: Call = {
      callId: ids.next(),
      ...part,
      aniTrust: part.ani === '' ? 'unknown' : 'network',
      displayName: '',
      startedAt: clock.now(),
      answeredAt: null,
      endedAt: null,
      cause: '',
    };
    tell(call);
    return call;
  }

  function expire(callId: string, ms: number, outcome: (call: Call) => Call): void {
    cancelTimer();
    cancelTimer = clock.after(ms, () => {
      if (live?.callId === callId) tell(outcome(live));
    });
  }

  return {
    start: (listener) => {
      events = listener;
      queueMicrotask(() => events?.link(true));
    },
    stop: () => {
      cancelTimer();
      events = null;
      live = null;
    },
    command: (callId, command): Result<object> => {
      if (live?.callId !== callId) return failure('noCall');
      const next = moves[command](live, clock.now());
      if (!next) return failure('phoneRefused');
      cancelTimer();
      tell(next);
      return success({});
    },
    dial: (number) => {
      if (live) return failure('phoneRefused');
      const call = begin({ direction: 'out', state: 'dialing', ani: ownNumber, dnis: number });
      expire(call.callId, FAR_END_ANSWERS_MS, (dialled) => ({ ...dialled, state: 'active', answeredAt: clock.now() }));
      return success({});
    },
    simulate: (number) => {
      if (live) return failure('phoneRefused');
      const call = begin({ direction: 'in', state: 'ringing', ani: number, dnis: ownNumber });
      expire(call.callId, NO_ANSWER_MS, (rung) => ({
        ...rung,
        state: 'ended',
        endedAt: clock.now(),
        cause: 'noAnswer',
      }));
      return success({ callId: call.callId });
    },
  };
}
