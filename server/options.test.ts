import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCommandLine } from './options.ts';

describe('the command line', () => {
  it('has defaults for everything', () => {
    const value = { host: '127.0.0.1', port: 3_110, dataFolder: path.resolve('data/server'), quiet: false };
    expect(parseCommandLine([])).toEqual({ value });
  });

  it('takes host, port, folder and quiet', () => {
    const parsed = parseCommandLine(['--host', '0.0.0.0', '--port', '0', '--data', '/srv/linkseat', '--quiet']);
    expect(parsed).toEqual({ value: { host: '0.0.0.0', port: 0, dataFolder: '/srv/linkseat', quiet: true } });
  });

  it.each([
    [['--port', '65536'], '--port'],
    [['--port', '-1'], ''],
    [['--port', '80x'], '--port'],
    [['--host', 'a b'], '--host'],
    [['--data', ''], '--data'],
    [['--unknown'], '--unknown'],
    [['extra'], 'extra'],
  ])('names what is wrong in %j', (args, wrong) => {
    expect(parseCommandLine(args)).toEqual({ wrong: expect.stringContaining(wrong) });
  });
});
