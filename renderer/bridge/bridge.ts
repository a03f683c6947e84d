import type { SeatBridge } from '../../shared/contract/seat-api.ts';
import { electronBridge } from './electron-bridge.ts';
import { loopbackBridge } from './loopback-bridge.ts';

/** The way from this page to its seat: through the preload in the desktop program, through the loopback host in a browser. */
export function findBridge(): SeatBridge {
  return window.linkseat === undefined ? loopbackBridge() : electronBridge(window.linkseat);
}
