import { failure } from '../../../shared/contract/errors.ts';
import type { Phone } from '../ports.ts';

/** A desk whose softphone tells this program nothing: forms are opened by hand. */
export function createNoPhone(): Phone {
  return {
    start: (events) => events.link(false),
    command: () => failure('phoneRefused'),
    dial: () => failure('phoneRefused'),
    simulate: () => failure('phoneRefused'),
    stop: () => undefined,
  };
}
