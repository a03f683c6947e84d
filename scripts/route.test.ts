import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';

function route(input: string, ...args: readonly string[]) {
  const script = path.join(import.meta.dirname, 'route.ts');
  return spawnSync(process.execPath, [script, ...args], { input, encoding: 'utf8' });
}

it('answers each narrative with one JSON line, a bad line with its number, and goes on', () => {
  const { stdout, stderr, status } = route(
    '{"id":"a","side":"12345","text":"有人跳河了，快来救人"}\nnot json\n\n{"id":2,"side":"x","text":""}\n{"side":"110","text":"想咨询医保报销"}\n',
  );
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toMatchObject([
    { id: 'a', route: '110', emergency: true, reasons: [{ clause: 'D110b', cue: '跳河' }] },
    { line: 2, error: 'not JSON' },
    { line: 4, error: expect.stringContaining('side') },
    { id: null, route: '12345', emergency: false },
  ]);
  expect(stderr).toBe('');
  expect(status).toBe(1);
});

it('says in a sentence what is wrong with its file', () => {
  const { stdout, stderr, status } = route('', path.join(import.meta.dirname, 'no-such-file.jsonl'));
  expect(stdout).toBe('');
  expect(stderr).toMatch(/no such file[\s\S]*npm run --silent route/);
  expect(status).toBe(2);
});
