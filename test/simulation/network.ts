import type { Channel, ChannelEvents, Transport } from '../../electron/seat/ports.ts';
import { failure, type ErrorCode, type Result } from '../../shared/contract/errors.ts';
import type { Down, Handshake } from '../../shared/contract/wire.ts';
import type { Dice } from './dice.ts';
import type { Timeline } from './timeline.ts';

type ServerConnection = {
  readonly request: (request: unknown) => Promise<Result<unknown>>;
  readonly close: () => void;
};
type ServerCore = {
  readonly connect: (handshake: Handshake, down: (message: Down) => void) => Promise<Result<ServerConnection>>;
};

export type Faults = {
  /** Chance that a request or an acknowledgement vanishes while the connection stands. */
  readonly loss: number;
  /** Chance that a request reaches the server twice. */
  readonly duplicate: number;
  readonly maxLatencyMs: number;
};

export type Network = {
  readonly transportOf: (seatId: string) => Transport;
  /** Breaks the seat's connection. Half-open: neither side is told, only silence follows. */
  readonly cut: (seatId: string, halfOpen: boolean) => void;
  readonly cutAll: () => void;
  readonly setReachable: (seatId: string, reachable: boolean) => void;
  readonly setFaults: (faults: Faults) => void;
};

type Link = { readonly seatId: string; readonly end: (tellSeat: boolean, code?: ErrorCode | null) => void };

const HALF_OPEN_NOTICED_MS = 6_000;

/** A network between seats and a server core: ordered like TCP, and as faulty as the dice say. */
export function createNetwork(timeline: Timeline, dice: Dice, server: () => ServerCore | null): Network {
  let faults: Faults = { loss: 0, duplicate: 0, maxLatencyMs: 20 };
  const links = new Set<Link>();
  const unreachable = new Set<string>();

  /** Messages of one direction never overtake each other. */
  function pipe() {
    let lastAt = 0;
    return (deliver: () => void) => {
      lastAt = Math.max(lastAt, timeline.now() + 1 + dice.below(faults.maxLatencyMs));
      timeline.after(lastAt - timeline.now(), deliver);
    };
  }

  function open(seatId: string, handshake: Handshake, events: ChannelEvents): Channel {
    const up = pipe();
    const down = pipe();
    let connection: ServerConnection | null = null;
    let alive = true;

    const end = (tellSeat: boolean, code: ErrorCode | null = null) => {
      if (!alive) return;
      alive = false;
      links.delete(link);
      const standing = connection;
      connection = null;
      if (tellSeat) {
        standing?.close();
        events.closed(code);
      } else if (standing) {
        timeline.after(HALF_OPEN_NOTICED_MS, standing.close);
      }
    };
    const link: Link = { seatId, end };
    links.add(link);

    up(() => {
      const core = server();
      if (!alive) return;
      if (!core || unreachable.has(seatId)) return end(true);
      void core
        .connect(structuredClone(handshake), (message) => {
          const copy = structuredClone(message);
          down(() => alive && !dice.chance(faults.loss) && events.down(copy));
        })
        .then((result) => {
          if (!result.ok) return end(true, result.error.code);
          if (!alive) return result.value.close();
          connection = result.value;
          down(() => alive && events.opened());
        });
    });

    const request: Channel['request'] = (message, timeoutMs) =>
      new Promise((resolve) => {
        const stop = timeline.after(timeoutMs, () => resolve(failure('timeout')));
        const copy = structuredClone(message);
        const arrive = () => {
          if (!alive || !connection) return;
          void connection.request(copy).then((result) => {
            const answer = structuredClone(result);
            if (!dice.chance(faults.loss)) down(() => alive && (stop(), resolve(answer as never)));
          });
        };
        if (!dice.chance(faults.loss)) up(arrive);
        if (dice.chance(faults.duplicate)) up(arrive);
      });

    return { request, close: () => (alive ? ((alive = false), links.delete(link), connection?.close()) : undefined) };
  }

  function each(seatId: string | null, run: (link: Link) => void): void {
    for (const link of Array.from(links)) if (seatId === null || link.seatId === seatId) run(link);
  }

  return {
    transportOf: (seatId) => ({ open: (handshake, events) => open(seatId, handshake, events) }),
    cut: (seatId, halfOpen) => each(seatId, (link) => link.end(!halfOpen)),
    cutAll: () => each(null, (link) => link.end(true)),
    setReachable: (seatId, reachable) => {
      if (reachable) unreachable.delete(seatId);
      else {
        unreachable.add(seatId);
        each(seatId, (link) => link.end(true));
      }
    },
    setFaults: (next) => (faults = next),
  };
}
