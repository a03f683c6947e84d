import type { Channel, ChannelEvents, Transport } from '../../electron/seat/ports.ts';
import { failure, type ErrorCode, type Result } from '../../shared/contract/errors.ts';
import type { Down, Handshake, Request } from '../../shared/contract/wire.ts';
import { copied } from '../fakes/copied.ts';
import type { Dice } from './dice.ts';
import type { Life } from './life.ts';
import { createPipe, type Faults } from './pipe.ts';
import type { Timeline } from './timeline.ts';

type ServerConnection = {
  readonly request: (request: unknown) => Promise<Result<unknown>>;
  readonly close: () => void;
};
/** The running server and how long it lives. */
export type Reached = {
  readonly life: Life;
  readonly core: {
    readonly connect: (handshake: Handshake, down: (message: Down) => void) => Promise<Result<ServerConnection>>;
  };
};

type NetworkWatch = {
  /** A request leaves a seat; `settled` resolves with whether it was answered at all. */
  readonly sent: (seatId: string, request: Request, answered: Promise<Result<unknown>>) => void;
  /** A request reaches the server. */
  readonly arrived: (seatId: string, request: Request) => void;
};

export type Network = {
  readonly transportOf: (seatId: string, life: Life) => Transport;
  /** Breaks the seat's connection. Half-open: neither side is told, only silence follows. */
  readonly cut: (seatId: string, halfOpen: boolean) => void;
  readonly cutAll: () => void;
  readonly setReachable: (seatId: string, reachable: boolean) => void;
  /** A black hole: connections stand, or seem to come about, and nothing arrives in either direction. */
  readonly setSilent: (seatId: string, silent: boolean) => void;
  /** As the version that this seat speaks. */
  readonly setProtocol: (seatId: string, protocol: number | null) => void;
  readonly setFaults: (faults: Faults) => void;
};

type Link = { readonly seatId: string; readonly end: (tellSeat: boolean, code?: ErrorCode | null) => void };

const HALF_OPEN_NOTICED_MS = 6_000;
export const calm: Faults = { loss: 0, duplicate: 0, reorder: 0, maxLatencyMs: 20 };

/** A network between seats and a server core: ordered like TCP where the dice do not say otherwise, and as faulty as they say. */
export function createNetwork(
  timeline: Timeline,
  dice: Dice,
  server: () => Reached | null,
  watch: NetworkWatch,
): Network {
  let faults = calm;
  const links = new Set<Link>();
  const unreachable = new Set<string>();
  const silent = new Set<string>();
  const protocols = new Map<string, number>();

  function open(seatId: string, life: Life, handshake: Handshake, events: ChannelEvents): Channel {
    const pipe = () => createPipe(timeline, dice, () => (silent.has(seatId) ? null : faults));
    const [up, down] = [pipe(), pipe()];
    const pending = new Set<() => void>();
    let connection: ServerConnection | null = null;
    let alive = true;
    const hears = (): boolean => alive && life.isAlive();

    const end = (tellSeat: boolean, code: ErrorCode | null = null) => {
      if (!alive) return;
      alive = false;
      links.delete(link);
      const standing = connection;
      connection = null;
      if (tellSeat) {
        standing?.close();
        if (!life.isAlive()) return;
        for (const giveUp of pending) giveUp();
        events.closed(code);
      } else if (standing) {
        timeline.after(HALF_OPEN_NOTICED_MS, standing.close);
      }
    };
    const link: Link = { seatId, end };
    links.add(link);

    up.certain(() => {
      const reached = server();
      if (!alive) return;
      if (!reached || unreachable.has(seatId)) return end(true);
      const spoken = { ...copied(handshake), protocol: protocols.get(seatId) ?? handshake.protocol };
      const deliver = (message: Down): void => {
        reached.life.step();
        if (!reached.life.isAlive()) return;
        const copy = copied(message);
        down.send(() => hears() && events.down(copy));
      };
      void reached.core.connect(spoken, deliver).then((result) => {
        if (!reached.life.isAlive()) return;
        if (!result.ok) return end(true, result.error.code);
        if (!alive) return result.value.close();
        connection = result.value;
        down.certain(() => hears() && events.opened());
      });
    });

    const request: Channel['request'] = (message, timeoutMs) => {
      life.step();
      const answer = new Promise<Result<unknown>>((resolve) => {
        const settle = (result: Result<unknown>): void => {
          stop();
          pending.delete(offline);
          if (life.isAlive()) resolve(result);
        };
        const offline = (): void => settle(failure('offline'));
        const stop = timeline.after(timeoutMs, () => settle(failure('timeout')));
        pending.add(offline);
        if (!life.isAlive()) return;
        const copy = copied(message);
        const arrive = () => {
          const reached = server();
          if (!alive || !connection || !reached?.life.isAlive()) return;
          watch.arrived(seatId, copy);
          void connection.request(copied(copy)).then((result) => {
            reached.life.step();
            if (!reached.life.isAlive()) return;
            const back = copied(result);
            down.send(() => hears() && settle(back));
          });
        };
        up.send(arrive);
      });
      if (life.isAlive()) watch.sent(seatId, message, answer);
      return answer as never;
    };

    return { request, close: () => (alive ? ((alive = false), links.delete(link), connection?.close()) : undefined) };
  }

  function each(seatId: string | null, run: (link: Link) => void): void {
    for (const link of Array.from(links)) if (seatId === null || link.seatId === seatId) run(link);
  }

  return {
    transportOf: (seatId, life) => ({ open: (handshake, events) => open(seatId, life, handshake, events) }),
    cut: (seatId, halfOpen) => each(seatId, (link) => link.end(!halfOpen)),
    cutAll: () => each(null, (link) => link.end(true)),
    setReachable: (seatId, reachable) => {
      if (reachable) unreachable.delete(seatId);
      else {
        unreachable.add(seatId);
        each(seatId, (link) => link.end(true));
      }
    },
    setSilent: (seatId, isSilent) => void (isSilent ? silent.add(seatId) : silent.delete(seatId)),
    setProtocol: (seatId, protocol) =>
      void (protocol === null ? protocols.delete(seatId) : protocols.set(seatId, protocol)),
    setFaults: (next) => void (faults = next),
  };
}
