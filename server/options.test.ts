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
      tls: null,
      metricsPort: null,
      withParent: false,
      limits: {},
    };
    expect(parseCommandLine([])).toEqual({ value });
  });

  it('takes host, port, folder and quiet', () => {
    const parsed = parseCommandLine(['--host', '127.0.0.2', '--port', '0', '--data', '/srv/linkseat', '--quiet']);
    const value = { host: '127.0.0.2', port: 0, dataFolder: '/srv/linkseat', database: null, quiet: true };
    expect(parsed).toMatchObject({ value });
  });

  it('takes restored for a folder and for a database', () => {
    expect(parseCommandLine(['--restored', '--with-parent'])).toMatchObject({
      value: { restored: true, withParent: true, database: null },
    });
    const database = 'postgres://linkseat@db/one';
    expect(parseCommandLine(['--restored'], database)).toMatchObject({ value: { restored: true, database } });
  });

  it('serves other machines with TLS only, unless somebody says in words that they may be overheard', () => {
    const files = ['--tls-cert', 'server.crt', '--tls-key', 'server.key'];
    expect(parseCommandLine(['--host', '0.0.0.0'])).toEqual({ wrong: expect.stringContaining('--tls-cert') });
    expect(parseCommandLine(['--host', '::'])).toEqual({ wrong: expect.stringContaining('--unencrypted-network') });
    expect(parseCommandLine(['--host', '127.0.0.1.example.org'])).toEqual({ wrong: expect.stringContaining('--host') });
    expect(parseCommandLine(['--host', '0.0.0.0', ...files])).toMatchObject({
      value: { tls: { certFile: 'server.crt', keyFile: 'server.key' } },
    });
    expect(parseCommandLine(['--host', '0.0.0.0', '--unencrypted-network'])).toMatchObject({ value: { tls: null } });
    expect(parseCommandLine(files.slice(0, 2))).toEqual({ wrong: '--tls-cert --tls-key' });
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
    [['--metrics-port', 'x'], '--metrics-port'],
    [['--unknown'], '--unknown'],
    [['extra'], 'extra'],
  ])('names what is wrong in %j', (args, wrong) => {
    expect(parseCommandLine(args)).toEqual({ wrong: expect.stringContaining(wrong) });
  });
});
