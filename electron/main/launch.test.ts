import { expect, test } from 'vitest';
import { installationOf, profileOf, startWords, unsafeStart } from './launch.ts';

const centre = {
  id: 'xz-12345',
  kind: '12345',
  tier: 'city',
  name: '忻州市12345',
  phone: '12345',
  numberPrefix: 'GD',
  counterpartId: 'xz-110',
} as const;
const words = { seat: 'xz-12345-01', centre: JSON.stringify(centre), server: 'wss://exchange.example:443' };
const whole = { seat: 'xz-12345-01', centre, server: 'wss://exchange.example:443', phone: 'none' };
const noFile = () => {
  throw new Error('no such file');
};

test('the command line comes before the environment, the last word before an earlier one', () => {
  const argv = ['electron', '.', '--no-sandbox', '--seat=first', '--seat=second', '--server=', '--unknown=1'];
  expect(
    startWords(argv, { LINKSEAT_SEAT: 'third', LINKSEAT_DATA: '/data', LINKSEAT_SERVER: 'ws://a', PATH: '/bin' }),
  ).toEqual({
    seat: 'second',
    data: '/data',
  });
});

test('a whole installation is taken, and what was kept fills what was not said', () => {
  expect(installationOf(words, {}, noFile)).toEqual({ ok: true, value: whole });
  expect(installationOf({}, whole, noFile)).toEqual({ ok: true, value: whole });
  expect(installationOf({ phone: 'hook' }, whole, noFile)).toEqual({ ok: true, value: { ...whole, phone: 'hook' } });
});

test('the centre may stand in a file', () => {
  const readFile = (file: string) => (file === '/etc/centre.json' ? JSON.stringify(centre) : noFile());
  expect(installationOf({ ...words, centre: '/etc/centre.json' }, {}, readFile)).toEqual({ ok: true, value: whole });
  expect(installationOf({ ...words, centre: '/etc/none.json' }, {}, readFile)).toMatchObject({ ok: false });
});

test.each([
  [{ ...words, seat: 'Not A Slug' }, '--seat'],
  [{ ...words, server: 'https://exchange.example' }, '--server'],
  [{ ...words, server: 'exchange' }, '--server'],
  [{ ...words, phone: 'other' }, '--phone'],
  [{ ...words, centre: '{}' }, '--centre'],
  [{ ...words, centre: '{' }, '--centre'],
  [{}, '--seat, --centre, --server'],
])('what is wrong is named, and nothing is quoted: %j', (given, named) => {
  const told = installationOf(given, {}, noFile);
  expect(told.ok).toBe(false);
  if (told.ok) return;
  expect(told.sentence).toContain(named.split('.')[0]);
  expect(told.sentence).not.toContain('Not A Slug');
});

test('kept settings that are damaged count as none', () => {
  for (const kept of [null, 'x', [], { seat: 5 }])
    expect(installationOf(words, kept, noFile)).toEqual({ ok: true, value: whole });
});

test('a shipped program opens no door and speaks to another machine only over TLS', () => {
  const none = () => false;
  for (const server of ['wss://exchange.example', 'ws://127.0.0.1:3110', 'ws://localhost:3110', 'ws://[::1]:3110'])
    expect(unsafeStart(none, server)).toBeNull();
  for (const server of ['ws://exchange.example', 'ws://127.0.0.1.example', 'ws://10.0.0.1'])
    expect(unsafeStart(none, server)).toContain('wss://');
  for (const door of ['remote-debugging-port', 'remote-debugging-pipe', 'no-sandbox'])
    expect(unsafeStart((name) => name === door, 'wss://exchange.example')).toContain(`--${door}`);
});

test('a profile is a plain name', () => {
  expect(profileOf({})).toEqual({ ok: true, value: { profile: 'default' } });
  expect(profileOf({ profile: 'night', data: '/d' })).toEqual({ ok: true, value: { profile: 'night', data: '/d' } });
  expect(profileOf({ profile: '../other' })).toMatchObject({ ok: false });
});
