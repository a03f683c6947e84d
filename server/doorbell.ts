import type { Down } from '../shared/contract/wire.ts';
import type { Verdict } from './decide/decide-batch.ts';
import type { ServerLimits } from './limits.ts';
import { pokeOf, scopeOf, seesCases } from './pages.ts';
import type { Registry } from './registry.ts';
import type { Committed, ServerStore } from './store/store.ts';

type Doorbell = {
  /** Rings for a commit of this server. A promise: something of another server has to be read first; whoever is answered waits for it (P9). */
  readonly ring: (committed: Committed<Verdict>, senders: ReadonlySet<string>) => Promise<void> | undefined;
  /** Another server wrote for these centres (null: for any), up to `seq`. */
  readonly heard: (seq: number, centreIds: readonly string[] | null) => void;
};
type DoorbellParts = {
  readonly store: ServerStore;
  readonly registry: Registry;
  readonly limits: Pick<ServerLimits, 'pokeBytes'>;
};

/** Tells the seats of this server what is new in the log, each centre in order, whichever server wrote it. */
export function createDoorbell({ store, registry, limits }: DoorbellParts): Doorbell {
  /** For each centre: its seats here were told of everything up to this. */
  const told = new Map<string, number>();
  const reading = new Map<string, Promise<void>>();
  /** Where the log stood when this server first looked. */
  let begun: number | null = null;

  /** null: nothing was missed, for this server has written everything that there is. */
  const toldTo = (centreId: string): number | null => told.get(centreId) ?? begun;

  /** Something of another server lies between. */
  const isGap = (centreId: string, from: number): boolean => (toldTo(centreId) ?? Infinity) < from;

  function send(centreId: string, seq: number, make: (scope: string) => Down): void {
    let message: Down | null = null;
    for (const line of registry.ofCentre(centreId)) {
      if (!seesCases(line.identity)) continue;
      message ??= make(scopeOf(line.identity));
      line.down(message);
    }
    told.set(centreId, Math.max(seq, told.get(centreId) ?? 0));
  }

  function ringNow(centreId: string, { lines }: Verdict, from: number, seq: number): void {
    send(centreId, seq, (scope) =>
      pokeOf(centreId, lines, from, seq, { scope, epoch: store.epoch, maxBytes: limits.pokeBytes }),
    );
  }

  /** One read for all seats of the centre; what came meanwhile comes with it. */
  async function readAndRing(centreId: string, seq: number): Promise<void> {
    const from = toldTo(centreId) ?? 0;
    if (from >= seq) return;
    if ([...registry.ofCentre(centreId)].length === 0) return void told.set(centreId, seq);
    const page = await store.page(centreId, from, limits.pokeBytes);
    if (!page.ok) return send(centreId, seq, () => ({ type: 'poke', seq }));
    const { entries, cursor, more, head } = page.value;
    if (entries.length === 0) return void told.set(centreId, head);
    const part = { from, cursor, more, epoch: store.epoch, entries: [...entries] };
    send(centreId, head, (scope) => ({ type: 'poke', seq: head, ...(more ? {} : { page: { ...part, scope } }) }));
  }

  function inTurn(centreId: string, run: () => Promise<void> | undefined): Promise<void> {
    const turn = (reading.get(centreId) ?? Promise.resolve()).then(run).finally(() => {
      if (reading.get(centreId) === turn) reading.delete(centreId);
    });
    reading.set(centreId, turn);
    return turn;
  }

  return {
    ring: ({ value, seq, previous }, senders) => {
      // Who waits for it hears it before who sent it and knows it already.
      const receiversFirst = [...previous].sort(([a], [b]) => Number(senders.has(a)) - Number(senders.has(b)));
      const waits = receiversFirst.flatMap(([centreId, from]) => {
        const ringOwn = (): Promise<void> | undefined => {
          const upTo = toldTo(centreId);
          if (upTo !== null && upTo >= seq) return undefined;
          if (isGap(centreId, from)) return readAndRing(centreId, seq);
          ringNow(centreId, value, from, seq);
          return undefined;
        };
        // Whatever reads takes its turn: two that read at once would ring the same twice.
        return (reading.has(centreId) || isGap(centreId, from) ? inTurn(centreId, ringOwn) : ringOwn()) ?? [];
      });
      return waits.length === 0 ? undefined : Promise.all(waits).then(() => undefined);
    },
    heard: (seq, centreIds) => {
      begun ??= seq;
      for (const centreId of centreIds ?? registry.centreIds()) {
        if ((toldTo(centreId) ?? 0) < seq) void inTurn(centreId, () => readAndRing(centreId, seq));
      }
    },
  };
}
