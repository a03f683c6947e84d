import path from 'node:path';
import { thisMachine } from '../../scripts/stack/find-electron.ts';

const root = path.join(import.meta.dirname, '../..');

type ElectronRuntime = { readonly ok: true; readonly binary: string } | { readonly ok: false; readonly why: string };

/** The Electron that tests open windows with: ELECTRON_OVERRIDE_DIST_PATH, else the installed one. Nothing is downloaded for a test. */
export function electronRuntime(): ElectronRuntime {
  const binary = thisMachine(root).installed();
  if (binary === null)
    return { ok: false, why: 'no Electron binary (neither installed nor in ELECTRON_OVERRIDE_DIST_PATH)' };
  const needsDisplay = process.platform === 'linux';
  if (needsDisplay && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'])
    return { ok: false, why: 'no display (DISPLAY is not set, and there is no Xvfb)' };
  return { ok: true, binary };
}
