import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { buildStale } from './build.ts';
import { configOf, hotlineDesk, policeDesk } from './stack/demo-stack.ts';
import { findElectron, thisMachine, whyNoWindow } from './stack/find-electron.ts';
import { openInBrowser, openInWindow, type OpenSeat } from './stack/open-seat.ts';
import { keepServer, type KeptServer } from './stack/kept-server.ts';
import { projectRoot, ServerRefused } from './stack/server-process.ts';
import { sentences } from './stack/words.ts';
import { exitCodes } from '../server/exit-codes.ts';

function readArguments(): { port: number; dataFolder: string; browser: boolean } {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '3110' },
      data: { type: 'string' },
      browser: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!/^\d{1,5}$/.test(values.port) || port > 65_535) throw new Error(`--port ${values.port}`);
  return { port, dataFolder: path.resolve(values.data ?? path.join(projectRoot, 'data')), browser: values.browser };
}

/** Seats are added to `opened` one by one, so that those that stand are closed when a later one refuses. */
async function openDesks(server: KeptServer, dataFolder: string, browser: boolean, opened: OpenSeat[]): Promise<void> {
  const found = browser ? null : findElectron(thisMachine(projectRoot));
  if (found && !found.ok) console.log(`  ${whyNoWindow[found.why]}`);
  for (const desk of [hotlineDesk, policeDesk]) {
    const {
      seatId,
      centre,
      serverUrl,
      dataFolder: folder,
    } = configOf(desk, path.join(dataFolder, 'seats'), server.url);
    const place = { seatId, centre, serverUrl, dataFolder: folder };
    const inWindow = found?.ok ? await openInWindow(place, found.path) : null;
    if (inWindow && !inWindow.ok) console.log(`  ${sentences.windowDidNotOpen}`);
    opened.push(inWindow?.ok ? inWindow.seat : await openInBrowser(place));
  }
}

/** Enter gives new links, for another browser or when one was spent by mistake; `s` stops or starts the server. Answers with how to stop listening. */
function listen(seats: readonly OpenSeat[], server: KeptServer): () => void {
  if (!process.stdin.isTTY) return () => undefined;
  const reader = createInterface({ input: process.stdin });
  reader.on('line', (line) => {
    if (line.trim().toLowerCase() === 's') return void server.toggle();
    for (const seat of seats) if (seat.newLink) console.log(`  ${seat.seatId}\t${seat.newLink()}`);
  });
  return () => reader.close();
}

async function main(): Promise<number> {
  let wanted;
  try {
    wanted = readArguments();
  } catch (error) {
    console.error(`${sentences.badArguments} (${error instanceof Error ? error.message : ''})`);
    return exitCodes.usage;
  }
  const { built, ms } = await buildStale({ say: (line) => console.log(`  ${line}`) });
  if (built.length > 0) console.log(`  ${sentences.built} ${(ms / 1000).toFixed(1)} s`);
  mkdirSync(wanted.dataFolder, { recursive: true, mode: 0o700 });

  // Before anything is started: Ctrl+C in the middle of the start must stop what already runs.
  const interrupted = new Promise<number>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve(0));
  });
  const serverFolder = path.join(wanted.dataFolder, 'server');
  const server = await keepServer({ dataFolder: serverFolder, port: wanted.port }, (line) => console.log(`  ${line}`));
  const seats: OpenSeat[] = [];
  let stopListening = (): void => undefined;
  try {
    const opening = openDesks(server, wanted.dataFolder, wanted.browser, seats);
    const early = await Promise.race([opening.then(() => null), interrupted, server.refused]);
    if (early !== null) {
      await opening;
      return early;
    }
    console.log(
      sentences.running(
        wanted.dataFolder,
        server.url,
        seats.map((seat) => seat.open),
      ),
    );
    stopListening = listen(seats, server);
    const windows = seats.flatMap((seat) => seat.closed ?? []);
    // A browser's tab cannot be watched: only when every seat is a window does closing the last one end it all.
    const windowsClosed = windows.length === seats.length ? [Promise.all(windows).then(() => 0)] : [];
    return await Promise.race([interrupted, server.refused, ...windowsClosed]);
  } finally {
    stopListening();
    console.log(`\n${sentences.stopping}`);
    await Promise.all(seats.map((seat) => seat.close()));
    await server.stop();
    console.log(sentences.stopped);
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof ServerRefused ? error.exitCode : 1;
}
