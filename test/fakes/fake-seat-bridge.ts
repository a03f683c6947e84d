import type { Desk } from '../../shared/contract/desk.ts';
import { failure, issuesOf, success } from '../../shared/contract/errors.ts';
import type { Result } from '../../shared/contract/errors.ts';
import { callSchemas } from '../../shared/contract/seat-api.ts';
import type {
  CallArgs,
  CallName,
  CallValue,
  HostEvent,
  SeatBridge,
  SeatEvent,
} from '../../shared/contract/seat-api.ts';
import { sampleDesk, sampleDraft, sampleNow, sampleOperators } from './sample-desk.ts';

export type FakeAnswers = {
  readonly [N in CallName]?: (args: CallArgs<N>) => Result<CallValue<N>> | Promise<Result<CallValue<N>>>;
};
type Parsed = Readonly<Record<string, unknown>>;

export type FakeSeatBridge = SeatBridge & {
  /** Every call made, in order. */
  readonly calls: readonly { readonly name: string; readonly args: Parsed }[];
  readonly callsOf: (name: CallName) => readonly Parsed[];
  readonly send: (event: SeatEvent | HostEvent) => void;
  /** Changes the desk that `desk.get` answers and tells the renderer. */
  readonly patchDesk: (patch: Partial<Desk>) => void;
  readonly desk: () => Desk;
  /** While true every call is refused as a dead seat process would. */
  readonly setDown: (down: boolean) => void;
};

/** A seat without a seat: answers from a sample desk, checks every call against the contract as `dispatch` does. */
export function createFakeSeatBridge(start: Partial<Desk> = {}, answers: FakeAnswers = {}): FakeSeatBridge {
  let desk = sampleDesk(start);
  let down = false;
  const calls: { name: string; args: Parsed }[] = [];
  const listeners = new Set<(event: unknown) => void>();
  const preferences: Record<string, string> = {};

  const send = (event: SeatEvent | HostEvent): void => {
    for (const listener of listeners) listener(structuredClone(event));
  };

  const defaults: FakeAnswers = {
    'desk.get': () => success(structuredClone(desk)),
    'desk.setState': ({ state }) => {
      patchDesk({ state: { value: state, since: sampleNow } });
      return success({});
    },
    'session.signIn': ({ staffNumber, password }) => {
      const operator = sampleOperators[Number(staffNumber) - 1001];
      if (operator === undefined || password !== 'right password') return failure('badSignIn');
      patchDesk({ session: { ...desk.session, operator } });
      return success({});
    },
    'session.signOut': () => {
      patchDesk({ session: { ...desk.session, operator: null } });
      return success({});
    },
    'preferences.get': () => success({ values: { ...preferences } }),
    'preferences.set': ({ key, value }) => {
      preferences[key] = value;
      return success({});
    },
    'draft.open': ({ callId, caseId }) => success({ draft: sampleDraft(1, { callId, caseId }) }),
    'draft.get': ({ draftId }) => success({ draft: sampleDraft(1, { id: draftId }) }),
    'case.search': () => success({ hits: [], next: null, behind: 0 }),
    'case.related': () => success({ history: [], duplicates: [] }),
    'outbox.list': () => success({ unsent: [], deadLetters: structuredClone(desk.deadLetters) }),
    'phone.simulate': () => success({ callId: 'call-1' }),
  };

  function patchDesk(patch: Partial<Desk>): void {
    desk = { ...desk, ...patch };
    send({ type: 'desk', patch });
  }

  async function call(name: string, args: unknown): Promise<Result<unknown>> {
    if (down) return failure('seatDown');
    if (!(name in callSchemas)) return failure('unknownCall');
    const known = name as CallName;
    const parsed = callSchemas[known].args.safeParse(args);
    if (!parsed.success) return failure('invalid', issuesOf(parsed.error));
    calls.push({ name, args: parsed.data });
    const answer = (answers[known] ?? defaults[known]) as
      | ((value: unknown) => Result<unknown> | Promise<Result<unknown>>)
      | undefined;
    return answer === undefined ? success({}) : answer(parsed.data);
  }

  return {
    call,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    calls,
    callsOf: (name) => calls.filter((each) => each.name === name).map((each) => each.args),
    send,
    patchDesk,
    desk: () => desk,
    setDown: (is) => {
      down = is;
    },
  };
}
