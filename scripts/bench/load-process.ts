import { parseArgs } from 'node:util';
import { percentile } from './figure.ts';
import { openLoadSeat } from './load-seat.ts';
import { openRoutedCases, type RoutedCase } from './routed-cases.ts';
import { seatName } from './load-directory.ts';
import { openStormSeats } from './storm-seats.ts';

/** All load seats in a process of their own, so that what they cost is not counted as the server's. `--job NAME --url URL …`, forked. */
const { values } = parseArgs({
  options: {
    job: { type: 'string', default: '' },
    url: { type: 'string', default: '' },
    seats: { type: 'string', default: '0' },
    from: { type: 'string', default: '0' },
    seconds: { type: 'string', default: '1' },
    'per-second': { type: 'string', default: '1' },
  },
});
const [seats, from, ms] = [Number(values.seats), Number(values.from), Number(values.seconds) * 1_000];
/**
 * Few seats with many changes under way, so that the server never waits for the load; every seat more would have to read what all
 * others do, in this one process.
 */
const [SEATS, DEPTH] = [8, 32];
const say = (answer: unknown): void => void process.send?.(answer);
process.on('disconnect', () => process.exit(0));

async function push({ seat, caseId }: RoutedCase, number: number): Promise<void> {
  await seat.push({ name: 'case.edit', args: { caseId, fields: { address: `和平街 ${number} 号` } } });
}

/** As fast as the server takes them; answers with events per second. */
async function flatOut(): Promise<number> {
  const cases = await openRoutedCases(values.url, { senders: SEATS });
  let done = 0;
  const began = performance.now();
  const lane = async (routed: RoutedCase): Promise<void> => {
    while (performance.now() - began < ms) {
      await push(routed, done);
      done += 1;
    }
  };
  await Promise.all(cases.flatMap((routed) => Array.from({ length: DEPTH }, () => lane(routed))));
  return done / ((performance.now() - began) / 1_000);
}

/** So many a second whatever the server does; answers with the time from when each was due to its acknowledgement. */
async function paced(perSecond: number): Promise<{ p50: number; p99: number; perSecond: number }> {
  const cases = await openRoutedCases(values.url, { senders: SEATS });
  const taken: Promise<number>[] = [];
  const began = performance.now();
  await new Promise<void>((resolve) => {
    const beat = setInterval(() => {
      const passed = Math.min(ms, performance.now() - began);
      while (taken.length < (passed / 1_000) * perSecond) {
        const due = began + (taken.length / perSecond) * 1_000;
        const routed = cases[taken.length % cases.length];
        if (routed) taken.push(push(routed, taken.length).then(() => performance.now() - due));
      }
      if (passed < ms) return;
      clearInterval(beat);
      resolve();
    }, 1);
  });
  const times = await Promise.all(taken);
  const done = times.length / ((performance.now() - began) / 1_000);
  return { p50: percentile(times, 0.5), p99: percentile(times, 0.99), perSecond: done };
}

/** Signed in, and saying nothing. */
async function idle(): Promise<void> {
  for (let done = 0; done < seats; done += 50) {
    const some = Array.from({ length: Math.min(50, seats - done) }, (_, each) => {
      const seatId = seatName('12345', from + done + each);
      return openLoadSeat(values.url, { centreId: 'xz-12345', operatorId: 'wang-min', seatId }, () => undefined);
    });
    await Promise.all(some);
  }
}

/** Online, then after each loss online again. */
async function storm(): Promise<never> {
  const room = openStormSeats(values.url, seats);
  for (;;) {
    await room.allOnline();
    say('online');
    await room.allOffline();
    say('offline');
  }
}

if (values.job === 'flatOut') say(await flatOut());
if (values.job === 'paced') say(await paced(Number(values['per-second'])));
if (values.job === 'idle') say(await idle().then(() => 'opened'));
if (values.job === 'storm') await storm();
