import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { median, progress, round, type Figure } from './figure.ts';
import { openFloorStore } from '../../test/bench/floors/floor-store.ts';
import { RECEIVERS, SENDERS } from './load-directory.ts';
import { openRoutedCases } from './routed-cases.ts';

const FLOOR_COMMITS = 200;

/** Many seats, each with one change under way: decided, durable, acknowledged and rung to both centres. */
export async function benchEvents(folder: string, perSeat: number): Promise<Figure> {
  const child = fork(path.join(import.meta.dirname, 'load-server.ts'), ['--data', path.join(folder, 'server')], {
    stdio: 'inherit',
  });
  const [url] = (await once(child, 'message')) as [string];
  let routed = 0;
  const cases = await openRoutedCases(url, {
    senders: SENDERS,
    heard: (down) => {
      if (down.type === 'poke') routed += down.page?.entries.filter(({ kind }) => kind === 'caseChange').length ?? 0;
    },
  });
  const floor = openFloorStore(folder, 'events');
  try {
    const total = SENDERS * perSeat;
    let done = 0;
    routed = 0;
    const before = performance.now();
    await Promise.all(
      cases.map(async ({ seat, caseId }) => {
        for (let each = 0; each < perSeat; each += 1) {
          await seat.push({
            name: 'case.edit',
            args: { caseId, fields: { address: `和平街 ${each} 号` } },
          });
          done += 1;
          progress('events', done, total);
        }
      }),
    );
    const rate = total / ((performance.now() - before) / 1_000);
    const commits = Array.from({ length: FLOOR_COMMITS }, () => floor.commit(['x'.repeat(300)]));
    const least = 1_000 / median(commits);
    return {
      perSecond: round(rate),
      floor: { commitsPerSecond: round(least) },
      ratio: round(rate / least),
      samples: total,
      seats: SENDERS,
      ringing: SENDERS + RECEIVERS,
      arrivedWithTheDoorbell: round(routed / total),
    };
  } finally {
    floor.close();
    for (const { seat } of cases) seat.close();
    const exit = once(child, 'exit');
    child.disconnect();
    await exit;
  }
}
