import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { io } from 'socket.io-client';
import { openFloorStore } from './floor-store.ts';

type RelayFloor = {
  /** Commit, relay, commit there, back, commit: ms. */
  readonly sample: (text: string) => Promise<number>;
  readonly close: () => Promise<void>;
};

/** The least that click → shown can take here: three fsynced commits and one websocket relay between two processes. */
export async function openRelayFloor(folder: string): Promise<RelayFloor> {
  const sender = openFloorStore(folder, 'sender');
  const receiver = openFloorStore(folder, 'receiver');
  const child = fork(path.join(import.meta.dirname, 'relay-process.ts'), [folder], { stdio: 'inherit' });
  const [port] = (await once(child, 'message')) as [number];
  const socket = io(`ws://127.0.0.1:${port}`, { transports: ['websocket'], reconnection: false });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return {
    sample: async (text) => {
      const before = performance.now();
      sender.commit([text]);
      const back = new Promise<string>((resolve) => void socket.once('down', resolve));
      socket.emit('up', text);
      receiver.commit([await back]);
      return performance.now() - before;
    },
    close: async () => {
      socket.disconnect();
      const exit = once(child, 'exit');
      child.disconnect();
      await exit;
      sender.close();
      receiver.close();
    },
  };
}
