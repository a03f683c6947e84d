import { findHostPort } from './host-port.ts';
import { seatOnDisk } from './seat-on-disk.ts';
import { serveSeat } from './serve.ts';

/** The seat process as it ships: the store on disk. */
const port = findHostPort();
if (!port) {
  process.stderr.write('The seat process is started by its host (Electron main or the loopback host), not by hand.\n');
  process.exit(2);
}
// Ctrl+C in a terminal reaches every process of the group; the host stops its seat in order.
process.on('SIGINT', () => undefined);
serveSeat(
  port,
  // The host starts a seat again that ended; it mends its store then. What was answered is on disk, and this answer may still go out.
  seatOnDisk(() => void setTimeout(() => process.exit(1), 50)),
  // The last message is on its way to the host: give the channel a turn to carry it.
  () => setTimeout(() => process.exit(0), 20),
);
