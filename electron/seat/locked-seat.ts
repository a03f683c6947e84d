import type { Desk } from '../../shared/contract/desk.ts';
import { failure, issuesOf, success, type Result } from '../../shared/contract/errors.ts';
import { callSchemas } from '../../shared/contract/seat-api.ts';
import { PROTOCOL_VERSION } from '../../shared/contract/wire.ts';
import { defaultLimits } from '../../shared/transfer/deadlines.ts';
import type { Seat, SeatParts } from './seat.ts';
import type { Unlock } from './serve.ts';
import { createSignInHere } from './sign-in/sign-in-here.ts';
import { createConnection } from './sync/connection.ts';
import { createOffset } from './sync/offset.ts';

export type LockedSeat = Seat;
type LockedSeatParts = Pick<
  SeatParts,
  'config' | 'transport' | 'clock' | 'ids' | 'slots' | 'log' | 'emit' | 'savePreference'
> & {
  /** The store opened, and the real seat stands; or why it did not open. */
  readonly unlock: Unlock;
};

/** A seat whose store nobody can read yet: shows who may sign in and whether the server is there, and takes a sign-in. Nothing else. */
export function createLockedSeat(parts: LockedSeatParts): LockedSeat {
  const { config, transport, clock, ids, slots, log, emit, savePreference, unlock } = parts;
  let preferences = config.preferences;
  let stopped = false;
  const signInHere = createSignInHere(parts);
  const offset = createOffset(0, () => undefined);
  const connection = createConnection({
    transport,
    clock,
    ids,
    log,
    offset,
    handshake: () => ({
      protocol: PROTOCOL_VERSION,
      seatId: config.seatId,
      centreId: config.centre.id,
      token: null,
    }),
    heartbeat: () => ({ type: 'hello' }),
    welcomed: async () => success({}),
    down: () => undefined,
    unreadable: () => undefined,
    changed: () => {
      if (!stopped) emit({ type: 'desk', patch: { link: desk().link } });
    },
  });

  function desk(): Desk {
    const { seatId, centre, appVersion, phone, secretStore = false } = config;
    return {
      session: {
        seatId,
        centre,
        counterpart: null,
        operator: null,
        knownNumbers: [...slots.numbers()],
        locked: true,
        secretStore,
        appVersion,
        phone,
        limits: defaultLimits,
      },
      link: {
        ...connection.status(),
        strained: null,
        phone: 'down',
        clockOffsetMs: offset.value(),
        unsent: { count: 0, danger: 0, oldestAt: null, deadLetters: 0 },
        numbersLeft: 0,
      },
      state: { value: 'signedOut', since: connection.status().since },
      call: null,
      drafts: [],
      transfers: [],
      board: null,
      deadLetters: [],
    };
  }

  async function signIn(args: unknown): Promise<Result<unknown>> {
    const parsed = callSchemas['session.signIn'].args.safeParse(args);
    if (!parsed.success) return failure('invalid', issuesOf(parsed.error));
    const signed = await signInHere(parsed.data);
    if (stopped) return failure('shuttingDown');
    return signed.ok ? unlock(signed.value) : signed;
  }

  function setPreference(args: unknown): Result<unknown> {
    const parsed = callSchemas['preferences.set'].args.safeParse(args);
    if (!parsed.success) return failure('invalid', issuesOf(parsed.error));
    const { key, value } = parsed.data;
    preferences = { ...preferences, [key]: value };
    savePreference(key, value);
    return success({});
  }

  return {
    start: connection.start,
    stop: async () => {
      stopped = true;
      connection.stop();
    },
    dispatch: async (name, args) => {
      if (stopped) return failure('shuttingDown');
      if (name === 'desk.get') return success(desk());
      if (name === 'session.signIn') return signIn(args);
      if (name === 'preferences.get') return success({ values: preferences });
      if (name === 'preferences.set') return setPreference(args);
      return failure(name in callSchemas ? 'notSignedIn' : 'unknownCall');
    },
  };
}
