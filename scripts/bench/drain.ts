import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { v7 } from 'uuid';
import { success } from '../../shared/contract/errors.ts';
import { emptyCaseFields } from '../../shared/entities/case.ts';
import { naiveDrainRate } from '../../test/bench/floors/naive-drain.ts';
import { pouchdbDrainRate } from '../../test/bench/floors/pouchdb-drain.ts';
import { configOf, hotlineDesk, signIn } from '../stack/demo-stack.ts';
import { hangUp, takeCall } from '../stack/main-job.ts';
import { startSeatProcess, type SeatProcess } from '../stack/seat-process.ts';
import { startServerProcess, type ServerProcess } from '../stack/server-process.ts';
import { progress, round, type Figure } from './figure.ts';
import { BENCH_STORE_KEY, openLedger } from './seat-folder.ts';

const BATCH = 500;
/** So many, together with what is measured, as one seat may push in one go (P34). */
const WARM_UP = 8_000;
const LONGEST_MS = 60_000;

/** Cases taken without a network, as the seat itself records them; answers with their texts. */
function fill(folder: string, cases: number): string[] {
  const { store, ledger } = openLedger(configOf(hotlineDesk, folder, ''), hotlineDesk.operatorId);
  const texts: string[] = [];
  for (let done = 0; done < cases; done += BATCH) {
    store.transaction(() => {
      for (let each = done; each < Math.min(cases, done + BATCH); each += 1) {
        const fields = {
          ...emptyCaseFields,
          callerNumber: '13800000000',
          narrative: `小区三号楼停水两天了，物业电话没人接（第 ${each} 件）`,
        };
        const args = {
          caseId: v7(),
          kind: '12345' as const,
          orderNumber: `BX26${each}`,
          fields,
          callId: null,
          stub: null,
        };
        const recorded = ledger.attempt(() => ledger.record({ name: 'case.create', args }));
        if (!recorded.ok) throw new Error(recorded.error.code);
        texts.push(JSON.stringify(recorded.value.body));
      }
      return success(null);
    });
    progress('drain: cases made offline', Math.min(cases, done + BATCH), cases);
  }
  store.close();
  return texts;
}

const serverOf = (folder: string, port: number): Promise<ServerProcess> =>
  startServerProcess({ dataFolder: path.join(folder, 'server'), port });

/** As it stood when the outage began: a seat signed in, in step with the server, with numbers to give. Answers with the server's port. */
async function beforeTheOutage(folder: string): Promise<number> {
  const server = await serverOf(folder, 0);
  try {
    const seat = await startSeatProcess(configOf(hotlineDesk, folder, server.url, BENCH_STORE_KEY));
    await signIn(seat, hotlineDesk);
    await seat.stop();
    return server.port;
  } finally {
    await server.stop();
  }
}

/**
 * The server comes back to a seat that has worked on without it. Of the outbox of that whole outage, to the last acknowledgement on the
 * seat's disk: cases per second, after the first `WARM_UP` of them. Both floors are warmed up in the same way.
 */
async function drainRate(folder: string, port: number, cases: number): Promise<number> {
  const seat = await startSeatProcess(configOf(hotlineDesk, folder, `http://127.0.0.1:${port}`, BENCH_STORE_KEY));
  let server: ServerProcess | null = null;
  try {
    await workOffline(seat);
    server = await serverOf(folder, port);
    await seat.when('the server', (desk) => desk.link.server === 'online', LONGEST_MS);
    await seat.when('the warm-up', (desk) => desk.link.unsent.count <= cases, LONGEST_MS);
    const before = performance.now();
    const first = seat.desk().link.unsent.count;
    let tenth = 10;
    const off = seat.onEvent(() => {
      const left = seat.desk().link.unsent.count;
      if (left > (cases * tenth) / 10) return;
      tenth = Math.floor((left * 10) / cases) - 1;
      process.stderr.write(`drain ${cases - left}/${cases}\n`);
    });
    await seat.when('an empty outbox', (desk) => desk.link.unsent.count === 0, LONGEST_MS);
    const seconds = (performance.now() - before) / 1_000;
    off();
    if (seat.desk().deadLetters.length > 0) throw new Error('a case was refused');
    return first / seconds;
  } finally {
    await seat.stop();
    await server?.stop();
  }
}

/** One more call during the outage: whatever a seat makes ready only once is ready. */
async function workOffline(seat: SeatProcess): Promise<void> {
  const { draftId } = await takeCall(seat, '13800000000', { narrative: '想咨询一下居住证怎么办' });
  await hangUp(seat);
  await seat.call('draft.discard', { draftId, confirmed: true });
}

/**
 * One seat's outbox after a long outage → all of it decided and durable at the server and acknowledged at the seat, beside the same
 * documents through a naive durable design and through PouchDB.
 */
export async function benchDrain(folder: string, cases: number): Promise<Figure> {
  const port = await beforeTheOutage(folder);
  const texts = fill(folder, WARM_UP + cases);
  // Taken before and after: the machine is not the same from minute to minute.
  const naive = [await naiveDrainRate(await subfolder(folder, 'naive-1'), texts, WARM_UP)];
  const rate = await drainRate(folder, port, cases);
  naive.push(await naiveDrainRate(await subfolder(folder, 'naive-2'), texts, WARM_UP));
  const pouchdb = await pouchdbDrainRate(await subfolder(folder, 'pouchdb'), texts, WARM_UP);
  const naiveRate = naive.reduce((sum, each) => sum + each, 0) / naive.length;
  return {
    docsPerSecond: round(rate),
    floor: { naivePerSecond: round(naiveRate), pouchdbPerSecond: round(pouchdb) },
    ratioToNaive: round(rate / naiveRate),
    ratioToPouchdb: round(rate / pouchdb),
    samples: cases,
    bytesPerDocument: Math.round(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / texts.length),
  };
}

async function subfolder(folder: string, name: string): Promise<string> {
  const made = path.join(folder, name);
  await mkdir(made, { recursive: true });
  return made;
}
