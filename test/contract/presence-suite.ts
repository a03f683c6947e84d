import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Operator } from '../../shared/entities/centre.ts';
import type { Presence, PresenceBook, PresenceEvents } from '../../server/presence.ts';

type PresenceHarness = {
  readonly book: PresenceBook;
  /** The seat as a commit would see it now. */
  readonly seen: (seatId: string) => Promise<Presence | null>;
  readonly now: () => number;
  readonly graceMs: number;
  /** Lets so much time pass. */
  readonly pass: (ms: number) => Promise<void>;
  readonly dispose: () => Promise<void>;
};
type OpenPresence = (events: PresenceEvents) => Promise<PresenceHarness>;

const wangMin: Operator = { id: 'wang-min', name: '王敏', role: 'operator', centreId: 'xz-12345' };
const zhaoLei: Operator = { id: 'zhao-lei', name: '赵磊', role: 'operator', centreId: 'xz-12345' };
export const place = { seatId: '12345-01', centreId: 'xz-12345', operator: wangMin };

/** Counts what the book says has changed, and waits for the next time. */
export function createEars() {
  const changed: string[] = [];
  const taken: string[] = [];
  const waiting = new Set<() => void>();
  const wake = (): void => waiting.forEach((look) => look());
  const events: PresenceEvents = {
    changed: (centreId) => (changed.push(centreId), wake()),
    taken: (seatId) => (taken.push(seatId), wake()),
  };
  const until = (test: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!test()) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  return {
    events,
    changed,
    taken,
    until,
    /** Does it, and waits until the offers can go by it. */
    heard: async (act: () => void): Promise<void> => {
      const before = changed.length;
      act();
      await until(() => changed.length > before);
    },
  };
}

/** What every presence must do, in memory or in the database. */
export function describePresence(name: string, open: OpenPresence): void {
  describe(`presence: ${name}`, () => {
    let ears: ReturnType<typeof createEars>;
    let harness: PresenceHarness;
    beforeEach(async () => {
      ears = createEars();
      harness = await open(ears.events);
    });
    afterEach(() => harness.dispose());
    const attach = (operator = wangMin): Promise<void> => ears.heard(() => harness.book.attach({ ...place, operator }));

    it('P18: knows nobody at first; who signs in counts as busy until the seat says otherwise', async () => {
      expect(await harness.seen(place.seatId)).toBeNull();
      const before = harness.now();
      await attach();
      const seen = await harness.seen(place.seatId);
      const at = { centreId: 'xz-12345', operator: wangMin, state: 'busy', online: true, missed: false };
      expect(seen).toMatchObject({ seatId: place.seatId, ...at });
      expect(seen?.since).toBeGreaterThanOrEqual(before - 5);
      expect(seen?.since).toBeLessThanOrEqual(harness.now() + 5);
      expect(ears.changed).toEqual(['xz-12345']);
    });

    it('P18: a heartbeat that repeats its state changes nothing, and keeps the place in the queue', async () => {
      await attach();
      await harness.book.say(place.seatId, 'idle');
      const first = await harness.seen(place.seatId);
      expect(first?.state).toBe('idle');
      const heard = ears.changed.length;
      await harness.pass(20);
      for (let beat = 0; beat < 3; beat += 1) await harness.book.say(place.seatId, 'idle');
      expect([await harness.seen(place.seatId), ears.changed.length]).toEqual([first, heard]);
      await harness.book.say(place.seatId, 'talking');
      const next = await harness.seen(place.seatId);
      expect(next?.state).toBe('talking');
      expect(next?.since).toBeGreaterThan(first?.since ?? Infinity);
    });

    it('P18: a connection lost for less than the grace costs neither state nor place in the queue', async () => {
      await attach();
      await harness.book.say(place.seatId, 'idle');
      const before = await harness.seen(place.seatId);
      await ears.heard(() => harness.book.detach(place.seatId));
      expect(await harness.seen(place.seatId)).toEqual({ ...before, online: false });
      await harness.pass(harness.graceMs / 3);
      await attach();
      expect(await harness.seen(place.seatId)).toEqual(before);
      const heard = ears.changed.length;
      await harness.pass(harness.graceMs * 1.2);
      expect([(await harness.seen(place.seatId))?.online, ears.changed.length]).toEqual([true, heard]);
    });

    it('P16: after the grace nobody sits there any more, and whoever makes offers is told', async () => {
      await attach();
      await harness.book.say(place.seatId, 'idle');
      await ears.heard(() => harness.book.detach(place.seatId));
      const heard = ears.changed.length;
      await harness.pass(harness.graceMs + 30);
      await ears.until(() => ears.changed.length > heard);
      expect((await harness.seen(place.seatId))?.operator ?? null).toBeNull();
      await attach();
      expect((await harness.seen(place.seatId))?.state).toBe('busy');
    });

    it('another operator at the same seat begins anew', async () => {
      await attach();
      await harness.book.say(place.seatId, 'idle');
      await ears.heard(() => harness.book.detach(place.seatId));
      await attach(zhaoLei);
      expect(await harness.seen(place.seatId)).toMatchObject({ operator: zhaoLei, state: 'busy', online: true });
    });

    it('P15: a missed offer is remembered until a person is noticed there', async () => {
      const missed = async (): Promise<boolean | undefined> => (await harness.seen(place.seatId))?.missed;
      await attach();
      await harness.book.say(place.seatId, 'idle');
      harness.book.markMissed([place.seatId, '12345-99']);
      await expect.poll(missed, { interval: 2 }).toBe(true);
      await harness.book.say(place.seatId, 'idle');
      expect(await missed()).toBe(true);
      await harness.book.say(place.seatId, 'break');
      expect(await missed()).toBe(false);
      harness.book.markMissed([place.seatId]);
      await expect.poll(missed, { interval: 2 }).toBe(true);
      harness.book.showsLife(place.seatId);
      await expect.poll(missed, { interval: 2 }).toBe(false);
    });

    it('what is said of a seat that is not there is not kept', async () => {
      await harness.book.say(place.seatId, 'idle');
      harness.book.detach(place.seatId);
      expect([await harness.seen(place.seatId), ears.changed.length]).toEqual([null, 0]);
    });
  });
}
