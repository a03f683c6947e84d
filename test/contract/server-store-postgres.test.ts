import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '../../shared/contract/entries.ts';
import { openPostgresServerStore } from '../../server/store/postgres-store.ts';
import type { ServerStore } from '../../server/store/store.ts';
import { START_MS, startPostgres, whyNoPostgres, type PostgresCluster } from '../driver/postgres.ts';
import { idOf } from '../fixtures/mutations.ts';
import { describeServerStore, lineOf, noNeed, noWrites, sampleHandover, valueOf, write } from './server-store-suite.ts';

describe.skipIf(whyNoPostgres() !== null)('PostgreSQL', () => {
  let cluster: PostgresCluster;
  let epochs = 0;
  const newEpoch = (): string => idOf((epochs += 1));
  beforeAll(async () => {
    cluster = await startPostgres();
  }, START_MS);
  afterAll(() => cluster.dispose());

  const createHarness = async () => {
    const url = await cluster.emptyDatabase();
    return { open: () => openPostgresServerStore({ url, newEpoch, nodeId: 'here' }), dispose: () => undefined };
  };
  describeServerStore('PostgreSQL', createHarness, 'many');

  describe('several servers on one database', () => {
    let url: string;
    let stores: ServerStore[];
    let raw: Client;
    const { item } = sampleHandover(1);
    const lineAt = (seq: number) => lineOf({ seq, kind: 'case', case: item }, ['xz-110']);
    const open = async (): Promise<ServerStore> => {
      const store = valueOf(await openPostgresServerStore({ url, newEpoch, nodeId: 'here' }));
      stores.push(store);
      return store;
    };
    const append = async (store: ServerStore): Promise<number> =>
      valueOf(
        await store.commit(noNeed, ({ seq }) => ({
          writes: { ...noWrites, lines: [lineAt(seq + 1)] },
          value: seq + 1,
        })),
      ).value;
    const seqsOf = (entries: readonly Entry[]): number[] => entries.map((entry) => entry.seq);
    beforeEach(async () => {
      url = await cluster.emptyDatabase();
      stores = [];
      raw = new Client({ connectionString: url });
      await raw.connect();
    });
    afterEach(async () => {
      await raw.end();
      await Promise.all(stores.map((store) => store.close()));
    });

    it('opens at the same time on an empty database, with one schema and one epoch', async () => {
      const opened = await Promise.all([open(), open(), open(), open()]);
      expect(new Set(opened.map((store) => store.epoch)).size).toBe(1);
      expect(await append(opened[3]!)).toBe(1);
    });

    it('P12: a commit held open: the next one waits behind it, and a puller never steps over its number', async () => {
      const [holder, writer, reader] = await Promise.all([open(), open(), open()]);
      expect(await append(writer)).toBe(1);
      await raw.query(`
        CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          IF NEW.seq = 2 THEN PERFORM pg_advisory_xact_lock_shared(77); END IF;
          RETURN NEW;
        END $$;
        CREATE TRIGGER hold AFTER INSERT ON log FOR EACH ROW EXECUTE FUNCTION hold();
        SELECT pg_advisory_lock(77)`);
      const second = append(holder);
      const waitingFor = async (count: number): Promise<void> => {
        const sql = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        await expect.poll(async () => (await raw.query(sql)).rowCount, { interval: 5 }).toBe(count);
      };
      // Its line is written and not committed.
      await waitingFor(1);
      let done = false;
      const third = append(writer).finally(() => (done = true));
      await waitingFor(2);
      const during = valueOf(await reader.page('xz-110', 0, 100_000));
      expect([seqsOf(during.entries), during.cursor, during.head, done]).toEqual([[1], 1, 1, false]);
      await raw.query('SELECT pg_advisory_unlock(77)');
      expect([await second, await third]).toEqual([2, 3]);
      const after = valueOf(await reader.page('xz-110', during.cursor, 100_000));
      expect([seqsOf(after.entries), after.cursor, after.more]).toEqual([[2, 3], 3, false]);
    });

    it('P12: two commit 200 times each while a third polls: it sees every number once and in order', async () => {
      const [one, other, reader] = await Promise.all([open(), open(), open()]);
      const given: number[] = [];
      const run = async (store: ServerStore): Promise<void> => {
        for (let count = 0; count < 200; count += 1) given.push(await append(store));
      };
      let writing = true;
      const writers = Promise.all([run(one), run(other)]).finally(() => (writing = false));
      const seen: number[] = [];
      let cursor = 0;
      let polls = 0;
      for (let last = false; !last; polls += 1) {
        last = !writing;
        const page = valueOf(await reader.page('xz-110', cursor, 4_000));
        last &&= !page.more;
        seen.push(...seqsOf(page.entries));
        ({ cursor } = page);
      }
      await writers;
      const all = Array.from({ length: 400 }, (_, index) => index + 1);
      expect(seen).toEqual(all);
      expect(given.toSorted((a, b) => a - b)).toEqual(all);
      expect(polls).toBeGreaterThan(10);
    });

    it('P4: two forget at the same time: each what the other leaves, and nothing that is young', async () => {
      const stores = await Promise.all([open(), open()]);
      const results = Array.from({ length: 12_000 }, (_, index) => ({
        id: idOf(index),
        at: index < 11_000 ? 10 : 20,
        seatId: '12345-01',
        code: null,
      }));
      valueOf(await write(stores[0], { results }));
      const forget = async (store: ServerStore): Promise<number> => {
        let sum = 0;
        for (let last = -1; last !== 0; sum += last) last = valueOf(await store.forgetResults(20));
        return sum;
      };
      const [here, there] = await Promise.all([forget(stores[0]), forget(stores[1])]);
      expect([here + there, (await raw.query('SELECT 1 FROM results')).rowCount]).toEqual([11_000, 1_000]);
    });

    it('runs decide again on fresh data when another transaction pushes this one aside', async () => {
      const store = await open();
      await raw.query(`
        CREATE SEQUENCE tries;
        CREATE FUNCTION push() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          IF nextval('tries') < 3 THEN RAISE EXCEPTION 'pushed aside' USING ERRCODE = '40P01'; END IF;
          RETURN NEW;
        END $$;
        CREATE TRIGGER push BEFORE INSERT ON log FOR EACH ROW EXECUTE FUNCTION push()`);
      let decided = 0;
      const committed = await store.commit(noNeed, ({ seq }) => {
        decided += 1;
        return { writes: { ...noWrites, lines: [lineAt(seq + 1)] }, value: null };
      });
      expect([valueOf(committed).seq, decided, valueOf(await store.head())]).toEqual([1, 3, 1]);
    });

    it.each([
      ['53100', 'storeFull'],
      ['XX001', 'storeDamaged'],
      ['XX002', 'storeDamaged'],
      ['57P01', 'busy'],
      ['23514', 'internal'],
    ])('answers SQLSTATE %s with %s, leaves nothing behind and goes on', async (state, code) => {
      const store = await open();
      await raw.query(`
        CREATE FUNCTION break() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          RAISE EXCEPTION 'row with 13800000000' USING ERRCODE = '${state}';
        END $$;
        CREATE TRIGGER break BEFORE INSERT ON log FOR EACH ROW EXECUTE FUNCTION break()`);
      const failed = await write(store, { cases: [item], lines: [lineAt(1)] });
      expect(failed).toMatchObject({ ok: false, error: { code, detail: expect.stringContaining(state) } });
      await raw.query('DROP TRIGGER break ON log');
      expect(await append(store)).toBe(1);
      expect((await raw.query('SELECT 1 FROM cases')).rowCount).toBe(0);
    });

    it('keeps values of rows out of what it says about a failure', async () => {
      const store = await open();
      const { transfer } = sampleHandover(2);
      const orphan = await write(store, { transfers: [{ transfer, due: null }] });
      expect(orphan).toEqual({ ok: false, error: { code: 'internal', detail: '23503 transfers_case_id_fkey' } });
    });

    it('refuses a database that would acknowledge what is not on disk, or that is newer', async () => {
      await raw.query(`ALTER DATABASE postgres SET synchronous_commit = off`);
      const refused = async () => openPostgresServerStore({ url, newEpoch, nodeId: 'here' });
      const code = 'internal';
      const detail = expect.stringContaining('synchronous_commit is off');
      expect(await refused()).toMatchObject({ ok: false, error: { code, detail } });
      await raw.query(`ALTER DATABASE postgres RESET synchronous_commit`);
      await open();
      await raw.query('INSERT INTO migrations VALUES (999)');
      expect(await refused()).toMatchObject({ ok: false, error: { code, detail: expect.stringContaining('newer') } });
    });

    it('says busy when the database cannot be reached', async () => {
      const nowhere = await openPostgresServerStore({
        url: 'postgres://linkseat@127.0.0.1:1/none',
        newEpoch,
        nodeId: 'here',
      });
      expect(nowhere).toMatchObject({
        ok: false,
        error: { code: 'busy', detail: expect.stringContaining('ECONNREFUSED') },
      });
      const missing = await openPostgresServerStore({ url: `${url}_missing`, newEpoch, nodeId: 'here' });
      expect(missing).toMatchObject({ ok: false, error: { code: 'busy', detail: expect.stringContaining('3D000') } });
    });

    it('uses its indexes for what every commit loads', async () => {
      await open();
      await raw.query('SET enable_seqscan = off');
      const plan = async (sql: string): Promise<string> =>
        (await raw.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`)).rows.map((row) => row['QUERY PLAN']).join('\n');
      expect(await plan("SELECT id FROM transfers WHERE to_id = 'x' AND waiting_offers > 0")).toContain(
        'transfers_offered',
      );
      const unoffered = await plan(
        "SELECT id FROM transfers WHERE to_id = 'x' AND waiting_offers = 0 ORDER BY danger DESC, clicked_at LIMIT 64",
      );
      expect(unoffered).toContain('transfers_unoffered');
      expect(unoffered).not.toContain('Sort');
      expect(await plan('SELECT min(due_at) FROM transfers WHERE due_at IS NOT NULL')).toContain('transfers_due');
      expect(await plan("SELECT max(seq) FROM audience WHERE centre_id = 'x'")).toContain('Backward');
    });
  });
});
