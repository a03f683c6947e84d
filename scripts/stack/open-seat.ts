import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { startLoopback } from '../../electron/loopback/loopback.ts';
import { exitCodes } from '../../server/exit-codes.ts';
import type { ErrorCode } from '../../shared/contract/errors.ts';
import type { SeatConfig } from '../../shared/contract/host-link.ts';
import { projectRoot, ServerRefused } from './server-process.ts';
import { sentences } from './words.ts';

export type Place = Pick<SeatConfig, 'seatId' | 'centre' | 'serverUrl' | 'dataFolder'>;

export type OpenSeat = {
  readonly seatId: string;
  /** What a person does to see it. */
  readonly open: string;
  /** Resolves when its window was closed; null for a browser, which nobody can watch. */
  readonly closed: Promise<void> | null;
  /** Another link that works once; null for a window. */
  readonly newLink: (() => string) | null;
  readonly close: () => Promise<void>;
};

const WINDOW_OPENS_MS = 30_000;

function refusal(code: ErrorCode): ServerRefused {
  if (code === 'storeLocked') return new ServerRefused(exitCodes.storeLocked, sentences.seatLocked);
  if (code === 'storeDamaged') return new ServerRefused(exitCodes.storeDamaged, sentences.seatDamaged);
  if (code === 'storeKeyWrong') return new ServerRefused(exitCodes.storeDamaged, sentences.seatKeyWrong);
  return new ServerRefused(1, code);
}

/** Serves the seat on 127.0.0.1 for a browser. */
export async function openInBrowser(place: Place): Promise<OpenSeat> {
  mkdirSync(place.dataFolder, { recursive: true, mode: 0o700 });
  const started = await startLoopback({
    seatConfig: { ...place, appVersion: 'dev', phone: 'simulator', storeKey: null },
    rendererFolder: path.join(projectRoot, 'out/renderer'),
    seatLogFile: path.join(place.dataFolder, 'seat.log'),
  });
  if (!started.ok) throw refusal(started.error.code);
  const { url, newLink, close } = started.value;
  return { seatId: place.seatId, open: `${place.seatId}\t${url}`, closed: null, newLink, close };
}

/** Opens the seat in an Electron window; `ok: false` when it ended before its window stood. */
export async function openInWindow(
  place: Place,
  electron: string,
): Promise<{ ok: true; seat: OpenSeat } | { ok: false }> {
  mkdirSync(place.dataFolder, { recursive: true, mode: 0o700 });
  const words = {
    profile: place.seatId,
    data: place.dataFolder,
    seat: place.seatId,
    centre: JSON.stringify(place.centre),
    server: place.serverUrl,
    phone: 'simulator',
  };
  const args = Object.entries(words).map(([name, value]) => `--${name}=${value}`);
  const child = spawn(electron, [projectRoot, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: process.platform !== 'win32',
  });
  const logFile = path.join(place.dataFolder, 'window.log');
  const exited = once(child, 'exit').then(
    () => undefined,
    () => undefined,
  );
  const stands = new Promise<boolean>((resolve) => {
    child.stderr.on('data', (chunk: Buffer) => {
      appendFileSync(logFile, chunk);
      if (chunk.includes('window.shown')) resolve(true);
    });
    const timer = setTimeout(() => resolve(false), WINDOW_OPENS_MS);
    void exited.then(() => (clearTimeout(timer), resolve(false)));
  });
  const close = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await exited;
  };
  if (!(await stands)) {
    await close();
    return { ok: false };
  }
  const seat = { seatId: place.seatId, open: `${place.seatId}\tElectron`, closed: exited, newLink: null, close };
  return { ok: true, seat };
}
