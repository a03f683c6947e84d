import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { outboxRow } from '../fixtures/entities.ts';
import { openLoneSeat } from '../fixtures/lone-seat.ts';
import { idOf } from '../fixtures/mutations.ts';
import { openStore, STORE_KEY, storeFolder } from '../fixtures/store-kit.ts';

const NARRATIVE = '小区停水两天，物业电话没人接'.repeat(60);

/** A disk of its own of 4 MB; null where this user may mount none. */
function smallDisk(): string | null {
  const folder = storeFolder();
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder]).status !== 0) return null;
  onTestFinished(() => void spawnSync('umount', ['--lazy', folder]));
  return folder;
}

test('a full disk: a clear code, nothing half-written, and the seat goes on when there is room again', async ({
  skip,
}) => {
  const disk = smallDisk();
  if (disk === null) return skip('this user may not mount a small disk');
  const folder = path.join(disk, 'seat');
  const store = openStore(folder);
  const { seat, ask, call } = await openLoneSeat(store, folder);
  const { draft } = await call('draft.open', { callId: null, caseId: null });
  const ballast = path.join(disk, 'ballast');
  writeFileSync(ballast, Buffer.alloc(1_000_000));

  let saved = 0;
  let code: string | null = null;
  while (code === null && saved < 5_000) {
    const answer = await ask('draft.save', { draftId: draft.id, fields: { narrative: `${NARRATIVE}${saved + 1}` } });
    if (answer.ok) saved += 1;
    else code = answer.error.code;
  }
  expect([code, saved > 10]).toEqual(['storeFull', true]);
  // What was acknowledged stands; of what was not, nothing.
  const narrativeNow = async (): Promise<string> =>
    (await call('draft.get', { draftId: draft.id })).draft.fields.narrative;
  expect(await narrativeNow()).toBe(`${NARRATIVE}${saved}`);
  expect(() =>
    store.transaction(() => {
      for (let each = 0; each < 500; each += 1) store.outbox.add(outboxRow(10_000 + each, null, { runId: NARRATIVE }));
    }),
  ).toThrow(/full/);
  expect(store.outbox.summary().count).toBe(0);
  expect(store.outbox.get(idOf(10_000))).toBeNull();

  rmSync(ballast);
  expect((await ask('draft.save', { draftId: draft.id, fields: { narrative: '有地方了' } })).ok).toBe(true);
  expect(await narrativeNow()).toBe('有地方了');
  await seat.stop();
  const again = openStore(folder);
  expect([again.outbox.summary().count, again.drafts.get(draft.id)?.typed.narrative]).toEqual([0, '有地方了']);
  again.close();
});

/** A process that may write no file longer than `blocks` of 512 bytes, until it lifts the bound itself. */
const program = (folder: string): string => `
  import { spawnSync } from 'node:child_process';
  const { openSqliteStore } = await import(${JSON.stringify(path.join(import.meta.dirname, '../../electron/seat/store/sqlite-store.ts'))});
  const { outboxRow } = await import(${JSON.stringify(path.join(import.meta.dirname, '../fixtures/entities.ts'))});
  const { value: store } = openSqliteStore(${JSON.stringify(folder)}, Buffer.from('${STORE_KEY.toString('hex')}', 'hex'));
  let saved = 0;
  let code = null;
  while (code === null && saved < 5_000) {
    try {
      store.transaction(() => store.outbox.add(outboxRow(saved + 1, null, { runId: 'x'.repeat(2_000) })));
      saved += 1;
    } catch (error) {
      code = store.failureOf(error);
    }
  }
  const counted = store.outbox.summary().count;
  spawnSync('prlimit', ['--fsize=unlimited', '--pid', String(process.pid)]);
  store.transaction(() => store.outbox.add(outboxRow(saved + 1, null, { runId: 'x'.repeat(2_000) })));
  store.close();
  process.stdout.write(JSON.stringify({ saved, code, counted }));`;

const hasPrlimit = spawnSync('prlimit', ['--version']).status === 0;
test.skipIf(!hasPrlimit)(
  'a disk that refuses to write: storeFailed, nothing half-written, and on it goes afterwards',
  () => {
    const folder = storeFolder();
    openStore(folder).close();
    const words = [
      '--ignore-signal=XFSZ',
      'prlimit',
      '--fsize=900000:unlimited',
      process.execPath,
      '--input-type=module',
      '-e',
      program(folder),
    ];
    const child = spawnSync('env', words, { encoding: 'utf8' });
    expect(child.stderr).toBe('');
    const { saved, code, counted } = JSON.parse(child.stdout) as { saved: number; code: string; counted: number };
    expect([code, counted, saved > 10]).toEqual(['storeFailed', saved, true]);
    expect(existsSync(path.join(folder, 'seat.db'))).toBe(true);
    const store = openStore(folder);
    expect(store.outbox.summary().count).toBe(saved + 1);
    store.close();
  },
);
