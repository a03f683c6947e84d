import { failure } from '../../shared/contract/errors.ts';
import type { SeatBridge } from '../../shared/contract/seat-api.ts';
import { resultOf } from './result.ts';

/** What electron/preload puts on the window. */
type PreloadBridge = {
  readonly call: (name: string, args: unknown) => Promise<unknown>;
  readonly subscribe: (listener: (event: unknown) => void) => () => void;
};

declare global {
  // An interface, because only interfaces merge with the browser's own.
  interface Window {
    readonly linkseat?: PreloadBridge;
  }
}

export function electronBridge(preload: PreloadBridge): SeatBridge {
  return {
    call: (name, args) => preload.call(name, args).then(resultOf, () => failure('seatDown')),
    subscribe: (listener) => preload.subscribe(listener),
  };
}
