import { createMemoryPresence } from '../../server/memory-presence.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { describePresence } from './presence-suite.ts';

describePresence('memory', async (events) => {
  const clock = createFakeClock();
  const graceMs = 3_000;
  const book = createMemoryPresence({ after: clock.after, now: clock.now, graceMs, events });
  return {
    book,
    seen: async (seatId) => book.known(null)(seatId),
    now: clock.now,
    graceMs,
    pass: clock.advance,
    dispose: book.close,
  };
});
