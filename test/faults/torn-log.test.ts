import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readHealed } from '../../electron/seat/store/healed.ts';
import { outboxRow } from '../fixtures/entities.ts';
import { idOf } from '../fixtures/mutations.ts';
import { openStore, storeFolder } from '../fixtures/store-kit.ts';
import { createDice } from '../simulation/dice.ts';

const [COMMITS, TRIALS, SEED] = [120, 240, 20_261_124];

test(`the write-ahead log torn or flipped at ${TRIALS} places: what is left is whole and in the order of the commits`, () => {
  const source = storeFolder();
  openStore(source).close();
  const writer = openStore(source);
  for (let commit = 1; commit <= COMMITS; commit += 1)
    writer.transaction(() => {
      writer.meta.set('last', String(commit));
      writer.outbox.add(outboxRow(commit, commit, { danger: commit % 7 === 0 }));
      if (commit > 3) writer.outbox.setState([idOf(commit - 3)], 'acked');
    });
  // As a kill leaves them: nothing was folded back into the store.
  const files = ['seat.db', 'seat.db-wal', 'seat.vault'].map(
    (name) => [name, readFileSync(path.join(source, name))] as const,
  );
  writer.close();
  const log = files[1]?.[1] ?? Buffer.alloc(0);
  expect(log.length).toBeGreaterThan(COMMITS * 4_096);

  const dice = createDice(SEED);
  const lefts = new Set<number>();
  for (let trial = 0; trial < TRIALS; trial += 1) {
    const folder = path.join(source, `trial-${trial}`);
    mkdirSync(folder);
    const at = Math.floor(dice.next() * log.length);
    const isTorn = trial % 2 === 0;
    for (const [name, bytes] of files) writeFileSync(path.join(folder, name), bytes);
    const torn = isTorn ? log.subarray(0, at) : Buffer.from(log);
    if (!isTorn) torn[at] = (torn[at] ?? 0) ^ (1 << (trial % 8));
    writeFileSync(path.join(folder, 'seat.db-wal'), torn);

    const where = `seed ${SEED}, trial ${trial}: ${isTorn ? 'torn' : 'flipped'} at ${at}`;
    const store = openStore(folder);
    expect({ where, healed: readHealed(store) }).toEqual({ where, healed: null });
    const left = Number(store.meta.get('last') ?? 0);
    const rows = ['pending', 'acked'].flatMap((state) => store.outbox.inState(state as 'pending' | 'acked', 1_000));
    const numbers = rows.map((row) => row.seatSeq).toSorted((a, b) => a - b);
    expect({ where, numbers }).toEqual({ where, numbers: Array.from({ length: left }, (_, each) => each + 1) });
    for (const { seatSeq, id, body, state } of rows) {
      const wanted = { id: idOf(seatSeq), body: outboxRow(seatSeq, seatSeq).body };
      expect({ where, id, body, state }).toEqual({
        where,
        ...wanted,
        state: seatSeq <= left - 3 ? 'acked' : 'pending',
      });
    }
    store.close();
    lefts.add(left);
    rmSync(folder, { recursive: true, force: true });
  }
  // The places were spread: nearly everything, nearly nothing, and much between.
  expect(lefts.size).toBeGreaterThan(COMMITS / 3);
  expect(Math.max(...lefts)).toBeLessThanOrEqual(COMMITS);
});
