import path from 'node:path';
import { v7 } from 'uuid';
import { success } from '../../shared/contract/errors.ts';
import { emptyCaseFields } from '../../shared/entities/case.ts';
import { configOf, hotlineDesk } from '../stack/demo-stack.ts';
import { startSeatProcess } from '../stack/seat-process.ts';
import { startServerProcess } from '../stack/server-process.ts';
import { progress, round, type Figure } from './figure.ts';
import { openFloorStore } from './floor-store.ts';
import { openLedger } from './seat-folder.ts';

const BATCH = 500;
const LONGEST_MS = 600_000;

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

function floorRate(folder: string, texts: readonly string[]): number {
  const floor = openFloorStore(folder, 'drain');
  const before = performance.now();
  for (let done = 0; done < texts.length; done += BATCH) floor.commit(texts.slice(done, done + BATCH));
  const seconds = (performance.now() - before) / 1_000;
  floor.close();
  return texts.length / seconds;
}

/** One seat's outbox after a long outage → all of it durable at the server and acknowledged at the seat. */
export async function benchDrain(folder: string, cases: number): Promise<Figure> {
  const texts = fill(folder, cases);
  const floors = [floorRate(path.join(folder), texts)];
  const server = await startServerProcess({ dataFolder: path.join(folder, 'server'), port: 0 });
  const seat = await startSeatProcess(configOf(hotlineDesk, folder, server.url));
  try {
    const first = await seat.when('the server', (desk) => desk.link.server === 'online' && desk.link, LONGEST_MS);
    const before = performance.now();
    let tenth = 10;
    const off = seat.onEvent(() => {
      const left = seat.desk().link.unsent.count;
      if (left > (cases * tenth) / 10) return;
      tenth = Math.floor((left * 10) / cases) - 1;
      process.stderr.write(`drain ${cases - left}/${cases}\n`);
    });
    await seat.when('an empty outbox', (desk) => desk.link.unsent.count === 0, LONGEST_MS);
    const rate = first.unsent.count / ((performance.now() - before) / 1_000);
    off();
    if (seat.desk().deadLetters.length > 0) throw new Error('a case was refused');
    const floor = floors[0] ?? Number.NaN;
    return {
      name: 'drain',
      unit: 'cases/s',
      value: round(rate),
      floor: round(floor),
      ratio: round(rate / floor),
      samples: cases,
    };
  } finally {
    await seat.stop();
    await server.stop();
  }
}
