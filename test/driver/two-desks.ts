import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startServerProcess, type ServerProcess } from '../../scripts/stack/server-process.ts';
import { openDesk } from './desk-moves.ts';
import type { OpenedSeat } from './seat-options.ts';

type TwoDesksOptions = {
  readonly kind?: 'chromium' | 'electron';
  /** More arguments for the server, at every start. */
  readonly args?: readonly string[];
};

export type TwoDesks = {
  readonly hotline: OpenedSeat;
  readonly police: OpenedSeat;
  /** One more seat of the police. */
  readonly openSecond: () => Promise<OpenedSeat>;
  readonly killServer: () => Promise<void>;
  /** The same data, at the same port. */
  readonly startServer: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** A real server, and a desk of either centre with somebody signed in and idle at it; everything in a folder that goes with them. */
export async function openTwoDesks(
  name: string,
  { kind = 'chromium', args = [] }: TwoDesksOptions = {},
): Promise<TwoDesks> {
  const folder = mkdtempSync(path.join(os.tmpdir(), `linkseat-${name}-`));
  const seats: OpenedSeat[] = [];
  let server: ServerProcess | null = null;

  const start = async (port: number): Promise<ServerProcess> =>
    (server = await startServerProcess({ dataFolder: path.join(folder, 'server'), port, args: [...args] }));

  async function close(): Promise<void> {
    for (const seat of seats) await seat.close();
    await server?.kill();
    rmSync(folder, { recursive: true, force: true });
  }

  try {
    const { port, url: serverUrl } = await start(0);
    const open = async (seatId: '12345-01' | '110-01' | '110-02'): Promise<OpenedSeat> => {
      const seat = await openDesk(seatId, { serverUrl, folder, kind });
      seats.push(seat);
      return seat;
    };
    return {
      hotline: await open('12345-01'),
      police: await open('110-01'),
      openSecond: () => open('110-02'),
      killServer: async () => server?.kill(),
      startServer: async () => void (await start(port)),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
