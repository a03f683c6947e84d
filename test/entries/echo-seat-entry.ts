import { toSeatSchema } from '../../shared/contract/host-link.ts';
import type { FromSeat, SeatConfig } from '../../shared/contract/host-link.ts';

/**
 * The smallest thing that speaks the host link, for tests of the hosts: it answers each call with its name and arguments, and does on request
 * what a seat must never do.
 */
type ParentPort = {
  readonly postMessage: (message: unknown) => void;
  readonly on: (name: 'message', heard: (event: { data: unknown }) => void) => void;
};
const parentPort: ParentPort | undefined = Object(process)['parentPort'];

let config: SeatConfig | null = null;

function say(message: FromSeat): void {
  if (parentPort === undefined) process.send?.(message);
  else parentPort.postMessage(message);
}

function hear(raw: unknown): void {
  const message = toSeatSchema.parse(raw);
  if (message.type === 'stop') process.exit(0);
  if (message.type === 'start') {
    config = message.config;
    if (config.seatId === 'locked') {
      say({ type: 'failed', failure: { code: 'storeLocked' } });
      setTimeout(() => process.exit(3), 10);
      return;
    }
    say({ type: 'ready' });
    return;
  }
  if (message.name === 'crash') process.exit(9);
  if (message.name === 'silence') return;
  if (message.name === 'event') say({ type: 'event', event: message.args });
  if (message.name === 'preference') say({ type: 'preference', key: 'theme', value: 'dark' });
  const value = { name: message.name, args: message.args, pid: process.pid, preferences: config?.preferences };
  say({ type: 'reply', id: message.id, result: { ok: true, value } });
}

if (parentPort === undefined) {
  process.on('message', hear);
  process.on('disconnect', () => process.exit(0));
} else {
  parentPort.on('message', (event) => hear(event.data));
}
