import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { demoCentres } from '../server/directory.ts';
import { buildStale } from './build.ts';
import { findElectron, thisMachine, whyNoWindow } from './stack/find-electron.ts';
import { openInBrowser, openInWindow, type OpenSeat } from './stack/open-seat.ts';
import { projectRoot, ServerRefused, startServerProcess, type ServerProcess } from './stack/server-process.ts';
import { exitCodes, sentences } from './stack/words.ts';

/** The two desks of the demo: one at each centre. */
const desks = [
  { seatId: '12345-01', centreId: 'xz-12345' },
  { seatId: '110-01', centreId: 'xz-110' },
] as const;

function readArguments(): { port: number; dataFolder: string; browser: boolean } {
  const { values } = parseArgs({
    options: { port: { type: 'string', default: '3110' }, data: { type: 'string' }, browser: { type: 'boolean', default: false } },
  });
  const port = Number(values.port);
  if (!/^\d{1,5}$/.test(values.port) || port > 65_535) throw new Error(`--port ${values.port}`);
  return { port, dataFolder: path.resolve(values.data ?? path.join(projectRoot, 'data')), browser: values.browser };
}

async function openDesks(server: ServerProcess, dataFolder: string, browser: boolean): Promise<OpenSeat[]> {
  const found = browser ? null : findElectron(thisMachine(projectRoot));
  if (found && !found.ok) console.log(`  ${whyNoWindow[found.why]}`);
  const opened: OpenSeat[] = [];
  for (const { seatId, centreId } of desks) {
    const centre = demoCentres.find((each) => each.id === centreId)!;
    const place = { seatId, centre, serverUrl: server.url, dataFolder: path.join(dataFolder, 'seats', seatId) };
    const inWindow = found?.ok ? await openInWindow(place, found.path) : null;
    if (inWindow && !inWindow.ok) console.log(`  ${sentences.windowDidNotOpen}`);
    opened.push(inWindow?.ok ? inWindow.seat : await openInBrowser(place));
  }
  return opened;
}

/** A link works once; Enter gives new ones, for another browser or when one was spent by mistake. */
function offerNewLinks(seats: readonly OpenSeat[]): void {
  if (!process.stdin.isTTY || seats.every((seat) => seat.newLink === null)) return;
  createInterface({ input: process.stdin }).on('line', () => {
    for (const seat of seats) if (seat.newLink) console.log(`  ${seat.seatId}\t${seat.newLink()}`);
  });
}

async function main(): Promise<number> {
  let wanted;
  try {
    wanted = readArguments();
  } catch (error) {
    console.error(`${sentences.badArguments} (${error instanceof Error ? error.message : ''})`);
    return exitCodes.badArguments;
  }
  const { built, ms } = await buildStale({ say: (line) => console.log(`  ${line}`) });
  if (built.length > 0) console.log(`  ${sentences.built} ${(ms / 1000).toFixed(1)} s`);
  mkdirSync(wanted.dataFolder, { recursive: true, mode: 0o700 });

  const server = await startServerProcess({ dataFolder: path.join(wanted.dataFolder, 'server'), port: wanted.port });
  const ended = new Promise<number>((resolve) => {
    server.process.once('exit', (code) => resolve(code ?? 1));
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve(0));
  });
  let seats: OpenSeat[] = [];
  try {
    seats = await openDesks(server, wanted.dataFolder, wanted.browser);
    console.log(sentences.running(wanted.dataFolder, server.url, seats.map((seat) => seat.open)));
    offerNewLinks(seats);
    const lastWindowClosed = seats.every((seat) => seat.closed !== null)
      ? Promise.all(seats.map((seat) => seat.closed)).then(() => 0)
      : new Promise<never>(() => undefined);
    const code = await Promise.race([ended, lastWindowClosed]);
    if (code !== 0) console.error(sentences.serverDied);
    return code;
  } finally {
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
