import { composeSeat } from '../../electron/seat/compose.ts';
import { findHostPort } from '../../electron/seat/host-port.ts';
import { serveSeat } from '../../electron/seat/serve.ts';
import { success } from '../../shared/contract/errors.ts';
import { createMemorySeatStore } from '../fakes/memory-seat-store.ts';

/** The seat process without a disk: for an older Electron whose Node cannot load the store's native code. */
const port = findHostPort();
if (port) {
  serveSeat(
    port,
    {
      open: (config, sinks, signedIn) => success(composeSeat(config, createMemorySeatStore(), sinks, signedIn)),
      // Nothing of it ever lies on a disk: there is nothing to unlock.
      locked: (config, sinks) => composeSeat({ ...config, storeKey: '' }, createMemorySeatStore(), sinks, null),
    },
    () => setTimeout(() => process.exit(0), 20),
  );
}
