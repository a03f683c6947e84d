import { expect, test } from 'vitest';
import { findElectron, type Machine } from './find-electron.ts';

const desktop: Machine = {
  platform: 'linux',
  env: { DISPLAY: ':0' },
  isRoot: false,
  installed: () => '/opt/electron',
  install: () => false,
};

test('a display and a binary: a real window', () => {
  expect(findElectron(desktop)).toEqual({ ok: true, path: '/opt/electron' });
  expect(findElectron({ ...desktop, env: { WAYLAND_DISPLAY: 'wayland-0' } }).ok).toBe(true);
  expect(findElectron({ ...desktop, platform: 'win32', env: {} }).ok).toBe(true);
});

test('no display, root without a sandbox, no binary: each has its own reason', () => {
  expect(findElectron({ ...desktop, env: {} })).toEqual({ ok: false, why: 'noDisplay' });
  expect(findElectron({ ...desktop, isRoot: true })).toEqual({ ok: false, why: 'rootWithoutSandbox' });
  expect(findElectron({ ...desktop, installed: () => null })).toEqual({ ok: false, why: 'noBinary' });
});

test('the binary is fetched once when it is missing, and never without a display', () => {
  let fetched = 0;
  const machine: Machine = {
    ...desktop,
    installed: () => (fetched > 0 ? '/opt/electron' : null),
    install: () => ((fetched += 1), true),
  };
  expect(findElectron({ ...machine, env: {} }).ok).toBe(false);
  expect(fetched).toBe(0);
  expect(findElectron(machine)).toEqual({ ok: true, path: '/opt/electron' });
  expect(fetched).toBe(1);
});
