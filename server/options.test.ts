import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCommandLine } from './options.ts';

describe('the command line', () => {
  it('has defaults for everything', () => {
    const value = {
      host: '127.0.0.1',
      port: 3_110,
      dataFolder: path.resolve('data/server'),
      database: null,
      quiet: false,
      restored: false,
      demo: false,
      withParent: false,
      limits: {},
    };
    expect(parseCommandLine([])).toEqual({ value });
  });

  it('takes host, port, folder and quiet', () => {
    const parsed = parseCommandLine(['--host', '0.0.0.0', '--port', '0', '--data', '/srv/linkseat', '--quiet']);
    const value = { host: '0.0.0.0', port: 0, dataFolder: '/srv/linkseat', database: null, quiet: true };
    expect(parsed).toMatchObject({ value });
  });

  it('restores only a folder', () => {
    expect(parseCommandLine(['--restored', '--with-parent'])).toMatchObject({
      value: { restored: true, withParent: true },
    });
    expect(parseCommandLine(['--restored'], 'postgres://linkseat@db/one')).toEqual({ wrong: '--restored --database' });
  });

  it('takes a database from the environment, unless the command line says where the data is', () => {
    const [one, other] = ['postgres://linkseat@db/one', 'postgresql://linkseat@db:5433/other?sslmode=require'];
    const databaseOf = (args: readonly string[], variable?: string) => {
      const parsed = parseCommandLine(args, variable);
      return 'value' in parsed ? parsed.value.database : parsed;
    };
    expect(databaseOf([], one)).toBe(one);
    expect(databaseOf([], '')).toBeNull();
    expect(databaseOf(['--database', other], one)).toBe(other);
    expect(databaseOf(['--data', 'somewhere'], one)).toBeNull();
    expect(databaseOf(['--data', 'somewhere', '--database', one])).toEqual({ wrong: '--data --database' });
    expect(databaseOf([], 'mysql://root:secret@db/one')).toEqual({ wrong: 'LINKSEAT_DATABASE' });
  });

  it.each([
    [['--port', '65536'], '--port'],
    [['--port', '-1'], ''],
    [['--port', '80x'], '--port'],
    [['--host', 'a b'], '--host'],
    [['--data', ''], '--data'],
    [['--database', 'db/one'], '--database'],
    [['--unknown'], '--unknown'],
    [['extra'], 'extra'],
  ])('names what is wrong in %j', (args, wrong) => {
    expect(parseCommandLine(args)).toEqual({ wrong: expect.stringContaining(wrong) });
  });
});
