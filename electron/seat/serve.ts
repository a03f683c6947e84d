import { z } from 'zod';
import { failure, issuesOf, type Failure, type Result } from '../../shared/contract/errors.ts';
import { toSeatSchema, type FromSeat, type SeatConfig } from '../../shared/contract/host-link.ts';
import type { Seat, SeatParts } from './seat.ts';

/** The way to the host, whichever process joins them. */
export type HostPort = {
  readonly send: (message: FromSeat) => void;
  readonly listen: (heard: (message: unknown) => void, gone: () => void) => void;
};
export type Sinks = Pick<SeatParts, 'emit' | 'savePreference'>;
export type Compose = (config: SeatConfig, sinks: Sinks) => Result<Seat>;

/** Enough of a call to answer it. */
const callShape = z.object({ type: z.literal('call'), id: z.int() });

/** Runs one seat for one host: start, calls, stop. Without its host a seat ends. */
export function serveSeat(port: HostPort, compose: Compose, exit: () => void): void {
  let seat: Seat | null = null;
  let ending = false;

  async function end(): Promise<void> {
    if (ending) return;
    ending = true;
    await seat?.stop();
    exit();
  }

  function start(config: SeatConfig): void {
    if (seat) return;
    const composed = compose(config, {
      emit: (event) => port.send({ type: 'event', event }),
      savePreference: (key, value) => port.send({ type: 'preference', key, value }),
    });
    if (!composed.ok) {
      port.send({ type: 'failed', failure: composed.error });
      return void end();
    }
    seat = composed.value;
    seat.start();
    port.send({ type: 'ready' });
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
