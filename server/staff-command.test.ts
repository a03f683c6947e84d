import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hotline } from '../test/fixtures/people.ts';
import { handshakeOf } from '../test/fixtures/server-kit.ts';
import { connectSocketSeat, type SocketSeat } from '../test/fixtures/socket-seat.ts';
import { parseStaffLine } from './staff/staff-line.ts';
import { startServer } from './start-server.ts';

const main = path.join(import.meta.dirname, 'staff-command.ts');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'linkseat-staff-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Ran = { readonly code: number | null; readonly out: string; readonly err: string };

async function staff(command: string, input = ''): Promise<Ran> {
  const child = spawn(process.execPath, [main, ...command.split(' '), '--data', folder]);
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  child.stdin.end(input);
  await once(child, 'close');
  return { code: child.exitCode, out, err };
}

describe('npm run staff', () => {
  it(
    'sets up an installation from nothing, and takes effect on the server that runs meanwhile',
    { timeout: 60_000 },
    async () => {
      const done = { code: 0, out: '', err: '' };
      // A wrong folder is no empty one: nothing is begun there by looking.
      expect(await staff('list')).toMatchObject({ code: 1, err: expect.stringContaining('server.sqlite') });
      expect(readdirSync(folder)).toEqual([]);
      const centre = '--kind 12345 --tier city --phone 0350-12345 --prefix GD --counterpart xz-110';
      expect(await staff(`centre --centre xz-12345 --name 热线 ${centre}`)).toEqual(done);
      expect(await staff('seat --centre xz-12345 --seat 12345-01')).toEqual(done);
      expect(await staff('add --centre nowhere --number 1 --name 王敏 --role operator', 'long enough\n')).toMatchObject(
        {
          code: 1,
        },
      );
      expect(await staff('add --centre xz-12345 --number 1001 --name 王敏 --role operator', 'short\n')).toMatchObject({
        code: 1,
        err: expect.stringContaining('at least 8'),
      });

      const started = await startServer({ host: '127.0.0.1', port: 0, dataFolder: folder, log: () => {} });
      if (!started.ok) throw new Error(started.problem);
      const { url, close, noStaff } = started.value;
      expect(noStaff).toBe(true);
      try {
        const guest = await connectSocketSeat(url, handshakeOf(hotline, { token: null }));
        const signIn = async (password: string) => {
          const result = await guest.ask({ type: 'signIn', staffNumber: '1001', password });
          return result.ok ? result.value.token : result.error.code;
        };
        const add = 'add --centre xz-12345 --number 1001 --name 王敏 --role operator';
        expect(await staff(add, 'long enough\n')).toEqual(done);
        expect(await staff(add, 'long enough\n')).toMatchObject({ code: 1, err: expect.stringContaining('in use') });
        await expect.poll(() => signIn('long enough'), { timeout: 5_000 }).toMatch(/^[A-Za-z0-9_-]{43}$/);

        const token = await signIn('long enough');
        const seat: SocketSeat = await connectSocketSeat(url, handshakeOf(hotline, { token }));
        expect(await staff('disable --centre xz-12345 --number 1001')).toEqual(done);
        await seat.closed;
        expect(seat.downs.at(-1)).toEqual({ type: 'goodbye', code: 'accountDisabled' });
        expect(await staff('list')).toMatchObject({
          code: 0,
          out: expect.stringContaining('staff\txz-12345\t1001\t王敏\toperator\tdisabled'),
        });
        guest.socket.disconnect();
      } finally {
        await close();
      }
    },
  );

  it('says what is wrong in a command, and takes no password from it', () => {
    const wrongOf = (command: string): string | null => {
      const line = parseStaffLine(command.split(' '), undefined);
      return 'wrong' in line ? line.wrong : null;
    };
    expect(wrongOf('explode')).toBe('COMMAND');
    expect(wrongOf('add --centre xz-110 --number 1 --name 甲')).toBe('--role');
    expect(wrongOf('add --centre xz-110 --number 1 --name 甲 --role king')).toBe('--role');
    expect(wrongOf('password --centre xz-110 --number 1 --password secret')).toMatch(/--password/);
    expect(parseStaffLine(['disable', '--centre', 'xz-110', '--number', ' ａ1 '], undefined)).toMatchObject({
      value: { command: { number: 'A1' } },
    });
  });
});
