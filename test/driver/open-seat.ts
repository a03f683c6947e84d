import { openInChromium } from './chromium-seat.ts';
import { openInElectron } from './electron-seat.ts';
import type { OpenedSeat, SeatOptions } from './seat-options.ts';

/** One driver for both hosts: the same test runs in the packaged Chromium and in a real Electron window. */
export function openSeat(options: SeatOptions & { readonly kind: 'chromium' | 'electron' }): Promise<OpenedSeat> {
  return options.kind === 'electron' ? openInElectron(options) : openInChromium(options);
}
