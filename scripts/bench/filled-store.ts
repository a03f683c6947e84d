import type { SeatStore } from '../../electron/seat/store/seat-store.ts';
import type { Case } from '../../shared/entities/case.ts';
import { configOf, hotlineDesk } from '../stack/demo-stack.ts';
import { progress } from './figure.ts';
import { manyCases } from './many-cases.ts';
import { openStore } from './seat-folder.ts';

const BATCH = 2_000;

/** A seat's store with so many cases, as a pull brings them. A folder that was filled before is opened as it is. */
export function filledStore(folder: string, cases: number, seen: (item: Case) => void): SeatStore {
  const store = openStore(configOf(hotlineDesk, folder, ''));
  const make = manyCases();
  const isFilled = store.meta.get('benchCases') === String(cases);
  for (let done = 0; done < cases; done += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, cases - done) }, (_, each) => make(done + each));
    for (const item of batch) seen(item);
    if (!isFilled)
      store.transaction(() => {
        for (const item of batch) store.cases.put(item.id, { base: item, view: item });
      });
    if (!isFilled) progress('cases stored', done + batch.length, cases);
  }
  store.transaction(() => store.meta.set('benchCases', String(cases)));
  return store;
}
