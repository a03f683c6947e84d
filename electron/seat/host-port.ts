import type { FromSeat } from '../../shared/contract/host-link.ts';
import type { HostPort } from './serve.ts';

/** What Electron puts on `process` inside a utilityProcess; absent under plain Node. */
type ParentPort = {
  readonly postMessage: (message: unknown) => void;
  readonly on: (event: 'message', listener: (event: { readonly data: unknown }) => void) => unknown;
};

function parentPort(): ParentPort | null {
  const port: unknown = Reflect.get(process, 'parentPort');
  return typeof port === 'object' && port !== null && 'postMessage' in port && 'on' in port
    ? (port as ParentPort)
    : null;
}

/** utilityProcess (Electron) or child_process.fork (Node): whichever started this process; null when nobody did. */
export function findHostPort(): HostPort | null {
  const port = parentPort();
  if (port) {
    return {
      send: (message: FromSeat) => port.postMessage(message),
      // Electron ends a utilityProcess with its parent; there is nothing to hear.
      listen: (heard) => void port.on('message', (event) => heard(event.data)),
    };
  }
  if (!process.send) return null;
  return {
    send: (message: FromSeat) => {
      // The host may be gone in this very moment; then `disconnect` ends the seat.
      if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
    },
    listen: (heard, gone) => {
      process.on('message', heard);
      process.on('disconnect', gone);
    },
  };
}
