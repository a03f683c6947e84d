import { z } from 'zod';
import { failure, issuesOf, success, type Failure, type Result } from '../../shared/contract/errors.ts';
import { toSeatSchema, type FromSeat, type SeatConfig } from '../../shared/contract/host-link.ts';
import type { Seat, SeatParts } from './seat.ts';
import type { SignedIn } from './sign-in/sign-in-here.ts';

/** The way to the host, whichever process joins them. */
export type HostPort = {
  readonly send: (message: FromSeat) => void;
  readonly listen: (heard: (message: unknown) => void, gone: () => void) => void;
};
export type Sinks = Pick<SeatParts, 'emit' | 'savePreference'>;
/** Opens the store for who has just signed in. */
export type Unlock = (signed: SignedIn) => Promise<Result<object>>;
type OpenConfig = SeatConfig & { readonly storeKey: string };
export type Compose = {
  readonly open: (config: OpenConfig, sinks: Sinks, signedIn: SignedIn | null) => Result<Seat>;
  readonly locked: (config: SeatConfig, sinks: Sinks, unlock: Unlock) => Seat;
};

/** Enough of a call to answer it. */
const callShape = z.object({ type: z.literal('call'), id: z.int() });

/** Runs one seat for one host: start, calls, stop. Without its host a seat ends. */
export function serveSeat(port: HostPort, compose: Compose, exit: () => void): void {
  let seat: Seat | null = null;
  let ending = false;
  let unlocked = false;
  const sinks: Sinks = {
    emit: (event) => port.send({ type: 'event', event }),
    savePreference: (key, value) => port.send({ type: 'preference', key, value }),
  };

  async function end(): Promise<void> {
    if (ending) return;
    ending = true;
    await seat?.stop();
    exit();
  }

  function start(config: SeatConfig): void {
    if (seat) return;
    const { storeKey } = config;
    if (storeKey === null) seat = compose.locked(config, sinks, (signed) => unlock(config, signed));
    else {
      const composed = compose.open({ ...config, storeKey }, sinks, null);
      if (!composed.ok) {
        port.send({ type: 'failed', failure: composed.error });
        return void end();
      }
      seat = composed.value;
    }
    seat.start();
    port.send({ type: 'ready' });
  }

  /** The real seat takes the place of the locked one; whoever waits for an answer goes on with it. */
  async function unlock(config: SeatConfig, signed: SignedIn): Promise<Result<object>> {
    const { storeKey } = signed;
    const locked = seat;
    if (unlocked || ending) return failure(ending ? 'shuttingDown' : 'busy');
    const composed = compose.open({ ...config, storeKey }, sinks, signed);
    if (!composed.ok) return composed;
    unlocked = true;
    seat = composed.value;
    await locked?.stop();
    seat.start();
    port.send({ type: 'storeKey', key: storeKey });
    const desk = await seat.dispatch('desk.get', {});
    if (desk.ok) port.send({ type: 'event', event: { type: 'desk', patch: desk.value } });
    return success({});
  }

  function unreadable(message: unknown, why: Failure): void {
    const call = callShape.safeParse(message);
    if (call.success) port.send({ type: 'reply', id: call.data.id, result: { ok: false, error: why } });
    else if (!seat) {
      port.send({ type: 'failed', failure: why });
      void end();
    }
  }

  port.listen(
    (message) => {
      const parsed = toSeatSchema.safeParse(message);
      if (!parsed.success) return unreadable(message, failure('invalid', issuesOf(parsed.error)).error);
      const heard = parsed.data;
      if (heard.type === 'start') start(heard.config);
      else if (heard.type === 'stop') void end();
      else if (!seat) port.send({ type: 'reply', id: heard.id, result: failure('seatDown') });
      else
        void seat.dispatch(heard.name, heard.args).then((result) => port.send({ type: 'reply', id: heard.id, result }));
    },
    () => void end(),
  );
}
