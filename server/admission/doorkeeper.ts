import type { Socket } from 'node:net';
import type { ServerLimits } from '../limits.ts';
import type { Clock } from '../ports.ts';
import { createTokenBucket, type TokenBucket } from './token-bucket.ts';

/** Both ends of a TCP connection name it, whatever is wrapped around it (TLS, HTTP, websocket). */
export type Peer = Pick<Socket, 'remoteAddress' | 'remotePort'>;
type Guest = Peer & Pick<Socket, 'destroy' | 'once'>;

type Doorkeeper = {
  /** A connection was accepted; it may be ended at once. */
  readonly enter: (guest: Guest) => void;
  /** Its handshake is through: no clock runs any more, but it has proved nothing yet. */
  readonly opened: (peer: Peer) => void;
  /** Somebody is signed in there: it no longer counts among the strangers. */
  readonly proven: (peer: Peer) => void;
};

type DoorkeeperParts = {
  readonly limits: Pick<ServerLimits, 'strangers' | 'strangersOfAddress' | 'arrivalsOfAddress' | 'openingMs'>;
  readonly clock: Pick<Clock, 'after' | 'monotonic'>;
  readonly turnedAway: (why: Why) => void;
};

type Why = 'rate' | 'address' | 'total' | 'slow';
type Stranger = { readonly address: string; readonly stopClock: () => void };

/** Addresses whose arrivals are remembered; beyond it all is forgotten, which only forgives. */
const ADDRESSES = 10_000;

/**
 * Whoever has not signed in is a stranger: so many a second and at a time of one address, so many in all, and each has a moment to finish its handshake. That
 * covers everything below the handshake at once: silence, half a TLS hello, a header sent byte by byte, a websocket that says nothing.
 */
export function createDoorkeeper({ limits, clock, turnedAway }: DoorkeeperParts): Doorkeeper {
  const strangers = new Map<string, Stranger>();
  const ofAddress = new Map<string, number>();

  const arrivals = new Map<string, TokenBucket>();

  function mayArrive(address: string): boolean {
    const known = arrivals.get(address) ?? createTokenBucket(limits.arrivalsOfAddress, clock.monotonic);
    if (arrivals.size >= ADDRESSES) arrivals.clear();
    arrivals.set(address, known);
    return known.take();
  }

  function leave(name: string): void {
    const stranger = strangers.get(name);
    if (!stranger) return;
    strangers.delete(name);
    stranger.stopClock();
    const left = (ofAddress.get(stranger.address) ?? 1) - 1;
    if (left > 0) ofAddress.set(stranger.address, left);
    else ofAddress.delete(stranger.address);
  }

  function turnAway(guest: Guest, why: Why): void {
    turnedAway(why);
    guest.destroy();
  }

  return {
    enter: (guest) => {
      const address = guest.remoteAddress ?? '';
      if (!mayArrive(address)) return turnAway(guest, 'rate');
      const count = ofAddress.get(address) ?? 0;
      if (count >= limits.strangersOfAddress) return turnAway(guest, 'address');
      if (strangers.size >= limits.strangers) return turnAway(guest, 'total');
      const name = nameOf(guest);
      ofAddress.set(address, count + 1);
      strangers.set(name, { address, stopClock: clock.after(limits.openingMs, () => turnAway(guest, 'slow')) });
      guest.once('close', () => leave(name));
    },
    opened: (peer) => strangers.get(nameOf(peer))?.stopClock(),
    proven: (peer) => leave(nameOf(peer)),
  };
}

function nameOf({ remoteAddress, remotePort }: Peer): string {
  return `${remoteAddress ?? ''} ${remotePort ?? ''}`;
}
