import { setTimeout as after } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClusterEvents } from '../../server/cluster/cluster.ts';
import { openPostgresCluster, type PostgresCluster } from '../../server/cluster/postgres-cluster.ts';
import type { Clock } from '../../server/ports.ts';
import type { Presence, PresenceBook, PresenceEvents } from '../../server/presence.ts';
import { openPostgresServerStore } from '../../server/store/postgres-store.ts';
import type { ServerStore } from '../../server/store/store.ts';
import { systemClock } from '../../server/system.ts';
import { START_MS, startPostgres, whyNoPostgres, type PostgresCluster as Postgres } from '../driver/postgres.ts';
import { idOf } from '../fixtures/mutations.ts';
import { createEars, describePresence, place } from './presence-suite.ts';
import { noNeed, noWrites, valueOf } from './server-store-suite.ts';

const GRACE_MS = 300;
const deaf: ClusterEvents = {
  changed: () => {},
  taken: () => {},
  heard: () => {},
  boards: () => {},
  overdue: () => {},
};

describe.skipIf(whyNoPostgres() !== null)('PostgreSQL', () => {
  let postgres: Postgres;
  let url: string;
  let store: ServerStore;
  const logged: string[] = [];
  beforeAll(async () => {
    postgres = await startPostgres();
  }, START_MS);
  beforeEach(async () => {
    url = await postgres.emptyDatabase();
    store = valueOf(await openPostgresServerStore({ url, newEpoch: () => idOf(1), nodeId: 'store' }));
    logged.length = 0;
  });
  afterEach(() => store.close());
  afterAll(() => postgres.dispose());

  type Node = { readonly cluster: PostgresCluster; readonly book: PresenceBook; readonly leave: () => Promise<void> };

  async function openNode(
    nodeId: string,
    events: Partial<ClusterEvents> & PresenceEvents,
    clock: Clock = systemClock,
  ): Promise<Node> {
    const log = (_level: string, event: string): void => void logged.push(`${nodeId} ${event}`);
    const cluster = valueOf(
      await openPostgresCluster({
        url,
        nodeId,
        clock,
        graceMs: GRACE_MS,
        log,
        epoch: store.epoch,
        newEpoch: () => idOf(2),
        replaced: () => logged.push(`${nodeId} replaced`),
      }),
    );
    const book = cluster.join({ ...deaf, ...events });
    const leave = async (): Promise<void> => {
      await book.close();
      await cluster.close();
    };
    return { cluster, book, leave };
  }

  /** From inside a commit, as decisions see it. */
  async function seen(seatId: string): Promise<Presence | null> {
    const need = { ...noNeed, centreIds: ['xz-12345'] };
    const { value } = valueOf(await store.commit(need, ({ shared }) => ({ writes: noWrites, value: shared })));
    return value?.seats.get(seatId) ?? null;
  }

  describePresence('PostgreSQL', async (events) => {
    const { cluster, book, leave } = await openNode('one', events);
    return {
      book,
      seen: async (seatId) => {
        const known = await seen(seatId);
        return book.known(new Map(known ? [[seatId, known]] : []))(seatId);
      },
      now: cluster.clock.now,
      graceMs: GRACE_MS,
      pass: (ms) => after(ms),
      dispose: leave,
    };
  });

  describe('several servers', () => {
    it('P30: of two connections of one seat the newer wins, at whichever server; the older is told', async () => {
      const [ears, others] = [createEars(), createEars()];
      const [one, other] = [await openNode('one', ears.events), await openNode('other', others.events)];
      await ears.heard(() => one.book.attach(place));
      await one.book.say(place.seatId, 'idle');
      const before = await seen(place.seatId);
      await others.heard(() => other.book.attach(place));
      await ears.until(() => ears.taken.length > 0);
      expect([ears.taken, others.taken]).toEqual([[place.seatId], []]);
      // The older one ends only now, and says what it still thinks: it counts for nothing.
      await one.book.say(place.seatId, 'break');
      one.book.detach(place.seatId);
      await one.leave();
      expect(await seen(place.seatId)).toEqual(before);
      await other.leave();
    });

    it('P30: two at the same moment: one wins, the other is told, whoever it is', async () => {
      const [ears, others] = [createEars(), createEars()];
      const [one, other] = [await openNode('one', ears.events), await openNode('other', others.events)];
      for (let round = 1; round <= 10; round += 1) {
        one.book.attach(place);
        other.book.attach(place);
        const told = (): number => ears.taken.length + others.taken.length;
        await Promise.race([ears.until(() => told() === round), others.until(() => told() === round)]);
        await Promise.all([one.book.say(place.seatId, 'idle'), other.book.say(place.seatId, 'idle')]);
        expect([told(), (await seen(place.seatId))?.online]).toEqual([round, true]);
        for (const book of [one.book, other.book]) book.detach(place.seatId);
      }
      await Promise.all([one.leave(), other.leave()]);
    });

    it('P31: a server that leaves in order takes its seats with it at once; they keep state and place elsewhere', async () => {
      const [ears, others] = [createEars(), createEars()];
      const [one, other] = [await openNode('one', ears.events), await openNode('other', others.events)];
      await ears.heard(() => one.book.attach(place));
      await one.book.say(place.seatId, 'idle');
      const before = await seen(place.seatId);
      await one.leave();
      expect(await seen(place.seatId)).toEqual({ ...before, online: false });
      await others.heard(() => other.book.attach(place));
      expect(await seen(place.seatId)).toEqual(before);
      await other.leave();
    });

    it('P31: what was said while the database was away is there when it is back, and more than once does no harm', async () => {
      const ears = createEars();
      const one = await openNode('one', ears.events);
      await ears.heard(() => one.book.attach(place));
      await postgres.stop('immediate');
      await one.book.say(place.seatId, 'idle');
      expect(logged).toContain('one cluster.sessionLost');
      await postgres.start();
      await expect.poll(async () => (await seen(place.seatId).catch(() => null))?.state, { interval: 20 }).toBe('idle');
      await one.leave();
    });

    it('P29: all servers have the time of the database, whatever their own clocks say', async () => {
      const wrong: Clock = { ...systemClock, now: () => systemClock.now() + 86_400_000 };
      const [one, other] = [await openNode('one', deaf), await openNode('other', deaf, wrong)];
      const { value } = valueOf(await store.commit(noNeed, ({ shared }) => ({ writes: noWrites, value: shared })));
      const times = [one.cluster.clock.now(), other.cluster.clock.now()];
      for (const time of times) expect(Math.abs(time - (value?.now ?? 0))).toBeLessThan(500);
      await Promise.all([one.leave(), other.leave()]);
    });

    it('P18: 2,000 idle seats that repeat their state write nothing', async () => {
      const ears = createEars();
      const one = await openNode('one', ears.events);
      const seatIds = Array.from({ length: 2_000 }, (_, index) => `12345-${index}`);
      for (const seatId of seatIds) one.book.attach({ ...place, seatId });
      await Promise.all(seatIds.map((seatId) => one.book.say(seatId, 'idle')));
      const raw = new Client({ connectionString: url });
      await raw.connect();
      // What a session counted is handed in a moment later.
      const written = async (): Promise<number> => {
        const { rows } = await raw.query<{ written: string }>(
          "SELECT n_tup_ins + n_tup_upd AS written FROM pg_stat_user_tables WHERE relname = 'presence'",
        );
        return Number(rows[0]?.written);
      };
      await expect.poll(written, { interval: 50, timeout: 10_000 }).toBeGreaterThanOrEqual(2_000);
      const before = await written();
      await Promise.all(seatIds.map((seatId) => one.book.say(seatId, 'idle')));
      await one.book.say('12345-0', 'break');
      await expect.poll(written, { interval: 50, timeout: 10_000 }).toBe(before + 1);
      await raw.end();
      await one.leave();
    });
  });
});
