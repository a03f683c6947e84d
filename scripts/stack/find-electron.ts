import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

type ElectronFound =
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly why: 'noDisplay' | 'rootWithoutSandbox' | 'noBinary' };

export type Machine = {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isRoot: boolean;
  /** Path of an installed binary, or null. */
  readonly installed: () => string | null;
  /** Fetches the binary once; false where its release pages cannot be reached. */
  readonly install: () => boolean;
};

/** Can a real window open here? Asked in the order in which asking is cheap; nothing is fetched without a display. */
export function findElectron(machine: Machine): ElectronFound {
  const { env } = machine;
  if (machine.platform === 'linux') {
    if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return { ok: false, why: 'noDisplay' };
    if (machine.isRoot) return { ok: false, why: 'rootWithoutSandbox' };
  }
  const found = machine.installed() ?? (machine.install() ? machine.installed() : null);
  return found ? { ok: true, path: found } : { ok: false, why: 'noBinary' };
}

export const whyNoWindow = {
  noDisplay:
    '这里没有显示器（DISPLAY 未设置），坐席改在浏览器中打开。 No display here; the seats open in a browser instead.',
  rootWithoutSandbox:
    '正以 root 身份运行，Electron 的沙箱不允许；坐席改在浏览器中打开。 Running as root, which Electron’s sandbox refuses; the seats open in a browser instead.',
  noBinary:
    '没有可用的 Electron 程序（下载页不可达）；坐席改在浏览器中打开。 No Electron binary can be had here; the seats open in a browser instead.',
} satisfies Record<Extract<ElectronFound, { ok: false }>['why'], string>;

/** This machine, as the electron package lays itself out. */
export function thisMachine(projectRoot: string): Machine {
  const folder = path.join(projectRoot, 'node_modules/electron');
  const installed = () => {
    const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
    const nameFile = path.join(folder, 'path.txt');
    const name = existsSync(nameFile) ? readFileSync(nameFile, 'utf8') : 'electron';
    const binary = path.join(override ?? path.join(folder, 'dist'), name);
    return existsSync(binary) ? binary : null;
  };
  return {
    platform: process.platform,
    env: process.env,
    isRoot: process.getuid?.() === 0,
    installed,
    install: () => {
      console.log('正在下载 Electron 程序（仅第一次）… Fetching the Electron binary (first time only) …');
      return (
        spawnSync(process.execPath, [path.join(folder, 'install.js')], { stdio: 'ignore', timeout: 120_000 }).status ===
        0
      );
    },
  };
}
