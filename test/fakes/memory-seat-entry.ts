import { composeLockedSeat, composeSeat } from '../../electron/seat/compose.ts';
import { findHostPort } from '../../electron/seat/host-port.ts';
import { serveSeat } from '../../electron/seat/serve.ts';
import { success } from '../../shared/contract/errors.ts';
import { createMemorySeatStore } from './memory-seat-store.ts';

/** The seat process without a disk: for an older Electron whose Node cannot load the store's native code. */
const port = findHostPort();
if (port) {
  serveSeat(
    port,
    {
      open: (config, sinks, signedIn) => success(composeSeat(config, createMemorySeatStore(), sinks, signedIn)),
      locked: composeLockedSeat,
    },
    () => setTimeout(() => process.exit(0), 20),
  );
}
