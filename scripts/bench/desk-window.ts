import { mkdirSync } from 'node:fs';
import { hotlineDesk } from '../stack/demo-stack.ts';
import { configOf } from '../stack/demo-stack.ts';
import { buildStale } from '../build.ts';
import { openInChromium } from '../../test/driver/chromium-seat.ts';
import type { OpenedSeat } from '../../test/driver/seat-options.ts';
import { caseOf } from '../../test/fixtures/entities.ts';
import { BENCH_STORE_KEY, openLedger } from './seat-folder.ts';

/** Nobody answers there: what a window paints must not wait for a server. */
const NO_SERVER = 'ws://127.0.0.1:9';

/** An invented number that has called before. */
export function knownNumber(serial: number): string {
  return `138${String(serial % 2_000).padStart(8, '0')}`;
}

/** The 12345 desk in Chromium over the store that ships, somebody signed in, with `cases` of 2,000 callers in it. */
export async function openFilledDesk(folder: string, cases: number): Promise<OpenedSeat> {
  await buildStale();
  const config = configOf(hotlineDesk, folder, NO_SERVER);
  mkdirSync(config.dataFolder, { recursive: true });
  const { store } = openLedger(config, hotlineDesk.operatorId);
  store.transaction(() => {
    for (let number = 1; number <= cases; number += 1) {
      const at = Date.now() - (cases - number) * 60_000;
      const caller = knownNumber(number);
      const fields = {
        callerNumber: caller,
        callbackNumber: caller,
        narrative: `路灯坏了，第 ${number} 次反映`,
        address: '和平街',
      };
      const item = caseOf(number, fields, at);
      store.cases.put(item.id, { base: item, view: item });
    }
  });
  store.close();
  return openInChromium({ ...config, store: 'real', storeKey: BENCH_STORE_KEY });
}
