import { failure, success, type ErrorCode, type Result } from '../../../shared/contract/errors.ts';
import type { SeatConfig } from '../../../shared/contract/host-link.ts';
import type { Operator } from '../../../shared/entities/centre.ts';
import { createSlowDown } from '../../../shared/sign-in/slow-down.ts';
import type { Clock, Log, Transport } from '../ports.ts';
import { askServer, type SignInAsked } from './ask-server.ts';
import type { KeySlots, SlotContent } from './key-slots.ts';

export type SignedIn = {
  readonly operator: Operator;
  readonly staffNumber: string;
  readonly storeKey: string;
  /** null: signed in without the server; `password` then gets one when it is back. */
  readonly token: string | null;
  readonly password: string | null;
};
export type SignInHere = (asked: SignInAsked) => Promise<Result<SignedIn>>;

type SignInHereParts = {
  readonly config: SeatConfig;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly slots: KeySlots;
  readonly log: Log;
};

/** The server looked at the password and said what it thinks of it: no slot may know better. */
const decided: readonly ErrorCode[] = ['badSignIn', 'accountDisabled', 'tooManyTries', 'invalid'];

/** First the server; where it cannot be asked, whoever has signed in at this seat before opens it with the password alone. */
export function createSignInHere({ slots, log, ...parts }: SignInHereParts): SignInHere {
  const { config, clock } = parts;
  const tries = createSlowDown({ free: 5, longestMs: 60_000, names: 200 });

  async function keep(asked: SignInAsked, content: SlotContent): Promise<void> {
    try {
      await slots.keep(asked.staffNumber, asked.password, content);
    } catch (error) {
      // A full disk must keep nobody from work; only the next sign-in without a network is lost.
      log('error', 'sign-in slot not kept', { reason: error instanceof Error ? error.message : 'unknown' });
    }
  }

  async function alone(asked: SignInAsked): Promise<Result<SignedIn>> {
    const { staffNumber, password } = asked;
    const now = clock.monotonic();
    const wait = tries.waitMs(staffNumber, now);
    if (wait > 0) return { ok: false, error: { code: 'tooManyTries', retryAfterMs: Math.ceil(wait) } };
    tries.count(staffNumber, now);
    const content = await slots.open(staffNumber, password);
    if (content === null) return failure('signInNeedsServer');
    if (content === 'wrong' || content.operator.centreId !== config.centre.id) return failure('badSignIn');
    tries.forgive(staffNumber);
    return success({ ...content, staffNumber, token: null, password });
  }

  return async (asked) => {
    const answer = await askServer(parts, asked);
    if (!answer.ok) {
      const { code } = answer.error;
      if (code === 'accountDisabled') slots.remove(asked.staffNumber);
      return decided.includes(code) ? answer : alone(asked);
    }
    const { operator, token, storeKey: own } = answer.value;
    // The key under which this seat is sealed already: from its host, or from before the host lost it.
    const before = config.storeKey === null ? await slots.open(asked.staffNumber, asked.password) : null;
    const storeKey = config.storeKey ?? (before === null || before === 'wrong' ? own : before.storeKey);
    await keep(asked, { operator, storeKey });
    return success({ operator, staffNumber: asked.staffNumber, storeKey, token, password: null });
  };
}
