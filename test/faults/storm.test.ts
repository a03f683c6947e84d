import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { prepareLoad } from '../../scripts/bench/load-directory.ts';
import { openStormSeats } from '../../scripts/bench/storm-seats.ts';
import { startServer, type RunningServer } from '../../server/start-server.ts';

const SEATS = 400;

test('P33: 400 seats lose their server and are back within seconds, through the back-off that ships', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'linkseat-storm-'));
  const start = async (port: number): Promise<RunningServer> => {
    const started = await startServer({
      host: '127.0.0.1',
      port,
      dataFolder: folder,
      prepare: prepareLoad(SEATS),
      log: () => {},
    });
    if (!started.ok) throw new Error(started.problem);
    return started.value;
  };
  let server = await start(0);
  const seats = openStormSeats(server.url, SEATS);
  try {
    await seats.allOnline();
    await server.close();
    await seats.allOffline();
    server = await start(server.port);
    const before = performance.now();
    await seats.allOnline();
    // The longest pause of a young outage is 2 s; what is above it, the server took to let them in.
    expect(performance.now() - before).toBeLessThan(15_000);
  } finally {
    seats.stop();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
});
