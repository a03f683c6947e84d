import { findHostPort } from '../../electron/seat/host-port.ts';
import { seatOnDisk } from '../../electron/seat/seat-on-disk.ts';
import { serveSeat, type HostPort } from '../../electron/seat/serve.ts';
import type { FromSeat } from '../../shared/contract/host-link.ts';
import type { SeatEvent } from '../../shared/contract/seat-api.ts';

/** A time of this seat process, told to its parent: by the clock that all processes of this machine share. */
export type Stamp = { readonly type: 'stamp'; readonly what: 'clicked' | 'offered'; readonly at: number };

/** The seat process as it ships, which also says when a click reached it and when an offer was stored in it. */
const port = findHostPort();
if (!port) throw new Error('forked by the bench');

/** Told when the hand-over is over: its parent would wake up in the middle of what is timed. */
const TOLD_AFTER_MS = 30;

function stamp(what: Stamp['what']): void {
  const at = Number(process.hrtime.bigint()) / 1e6;
  setTimeout(() => process.send?.({ type: 'stamp', what, at } satisfies Stamp), TOLD_AFTER_MS);
}

function tellsOffer(message: FromSeat): boolean {
  if (message.type !== 'event') return false;
  // Made by this process a moment ago: the schemas would only be timed with it.
  const event = message.event as SeatEvent;
  return event.type === 'transfers' && event.news.cards.some((card) => card.offeredHere);
}

const timed: HostPort = {
  send: (message) => {
    if (tellsOffer(message)) stamp('offered');
    port.send(message);
  },
  listen: (heard, gone) =>
    port.listen((message) => {
      const isClick =
        typeof message === 'object' && message !== null && Reflect.get(message, 'name') === 'transfer.click';
      if (isClick) stamp('clicked');
      heard(message);
    }, gone),
};

serveSeat(
  timed,
  seatOnDisk(() => process.exit(1)),
  () => setTimeout(() => process.exit(0), 20),
);
