import path from 'node:path';
import { expect, test } from 'vitest';
import { configOf, hotlineDesk } from './demo-stack.ts';
import { projectRoot } from './server-process.ts';
import { startSeatProcess } from './seat-process.ts';

const entry = path.join(projectRoot, 'test/entries/hasty-seat-entry.ts');

// Node hands over all messages of one read before any promise goes on: the busier the machine, the more of them.
test('what a seat says right behind its first desk is not lost, however late the answer is taken in', async () => {
  const seat = await startSeatProcess(configOf(hotlineDesk, '/nowhere', 'ws://127.0.0.1:1'), { entry });
  try {
    expect(await seat.when('the server', ({ link }) => link.server === 'online', 2_000)).toBe(true);
  } finally {
    await seat.kill();
  }
});
