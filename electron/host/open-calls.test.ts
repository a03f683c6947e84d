import { expect, test } from 'vitest';
import { openCalls } from './open-calls.ts';

test('arguments that cannot be sent settle the call as invalid, at once and when it had to wait', async () => {
  const calls = openCalls(() => () => undefined, 1_000);
  const send = (message: unknown): void => void structuredClone(message);
  const uncopyable = { run: () => undefined };
  expect(await calls.open('a', uncopyable, send)).toEqual({ ok: false, error: { code: 'invalid' } });
  const waiting = [calls.open('a', uncopyable, null), calls.open('b', {}, null)];
  calls.release(send);
  calls.failAll();
  expect(await Promise.all(waiting)).toMatchObject([{ error: { code: 'invalid' } }, { error: { code: 'seatDown' } }]);
});
