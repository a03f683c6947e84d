import { expect, it } from 'vitest';
import { createFakeClock } from '../../test/fakes/fake-clock.ts';
import { createDatabasePresence } from './database-presence.ts';

const place = {
  seatId: '12345-01',
  centreId: 'xz-12345',
  operator: { id: 'wang-min', name: '王敏', role: 'operator', centreId: 'xz-12345' },
} as const;

/** A seat whose first writing the database answers when the test says so, with connection 7. */
function openSeat() {
  const clock = createFakeClock();
  const taken: string[] = [];
  const answers: (() => void)[] = [];
  const row: object = { seatId: place.seatId, connection: 7 };
  const ask = <Row extends object>(): Promise<readonly Row[]> =>
    new Promise((resolve) => answers.push(() => resolve([row as Row])));
  const book = createDatabasePresence({
    nodeId: 'one',
    session: { ask, close: async () => {} },
    clock: { ...clock, defer: (run) => void clock.after(0, run) },
    graceMs: 300,
    log: () => {},
    events: { changed: () => {}, taken: (seatId) => taken.push(seatId) },
    tell: () => {},
    look: () => {},
  });
  const answered = async (): Promise<void> => {
    answers.shift()?.();
    await clock.settle();
  };
  return { book, clock, taken, answered };
}

it('P30: a newer connection elsewhere that is heard of before the own number is known takes the seat all the same', async () => {
  const { book, clock, taken, answered } = openSeat();
  book.attach(place);
  await clock.advance(1);
  book.heard([[place.seatId, 8]]);
  expect(taken).toEqual([]);
  await answered();
  expect(taken).toEqual([place.seatId]);
  expect(book.stateHere(place.seatId)).toBeNull();
});

it('P30: an older one heard of meanwhile takes nothing', async () => {
  const { book, clock, taken, answered } = openSeat();
  book.attach(place);
  await clock.advance(1);
  book.heard([[place.seatId, 6]]);
  await answered();
  expect(taken).toEqual([]);
  expect(book.stateHere(place.seatId)).toBe('busy');
});
