import type { Transport } from '../../electron/seat/ports.ts';
import type { SeatStore } from '../../electron/seat/store/seat-store.ts';
import { RESTORED_AT } from '../../server/store/counter-names.ts';
import type { LogLine, ServerStore, WorkingSet, Writes } from '../../server/store/store.ts';
import { failure, success } from '../../shared/contract/errors.ts';
import type { Request } from '../../shared/contract/wire.ts';
import type { Dice } from './dice.ts';

/** Ways to break the product on purpose, through its ports: they prove that the checker sees what it is there to see. */
export type Sabotage = {
  readonly serverStore?: (store: ServerStore, dice: Dice) => ServerStore;
  readonly seatStore?: (store: SeatStore, dice: Dice) => SeatStore;
  readonly transport?: (transport: Transport, dice: Dice) => Transport;
};

export const noSabotage: Sabotage = {};

type Bend = { readonly set?: (set: WorkingSet) => WorkingSet; readonly writes?: (writes: Writes) => Writes };

function bent({ set: bendSet = (set) => set, writes: bendWrites = (writes) => writes }: Bend): Sabotage {
  return {
    serverStore: (store) => ({
      ...store,
      commit: (need, decide) =>
        store.commit(need, (set) => {
          const { writes, value } = decide(bendSet(set));
          return { writes: bendWrites(writes), value };
        }),
    }),
  };
}

const bentLines = (bend: (line: LogLine) => LogLine): Sabotage =>
  bent({ writes: (writes) => ({ ...writes, lines: writes.lines.map(bend) }) });

const withOutbox = (bend: (outbox: SeatStore['outbox'], dice: Dice) => Partial<SeatStore['outbox']>): Sabotage => ({
  seatStore: (store, dice) => ({ ...store, outbox: { ...store.outbox, ...bend(store.outbox, dice) } }),
});

/** Every mutation is decided as often as it comes. */
const noDedupe = bent({ set: (set) => ({ ...set, results: new Map() }) });

/** Blocks of numbers are given out again and again. */
const leaseReused = bent({ writes: (writes) => ({ ...writes, counters: new Map() }) });

/** Nobody knows that the server came back from a backup: what it lacks is refused at once. */
const neverRestored = bent({
  set: (set) => ({ ...set, counters: new Map([...set.counters].filter(([name]) => name !== RESTORED_AT)) }),
});

/** Who took a transfer is forgotten when the next one takes it. */
const twoTakers = bent({
  set: (set) => ({
    ...set,
    transfers: new Map(
      [...set.transfers].map(([id, each]) => [
        id,
        each.status === 'accepted' ? { ...each, status: 'offered', accepted: null } : each,
      ]),
    ),
  }),
});

/** Everybody reads everything. */
const leak = bentLines((line) => ({ ...line, audience: ['xz-12345', 'xz-110'] }));

const gap = bentLines((line) => ({ ...line, entry: { ...line.entry, seq: line.entry.seq + 1 } }));

/** What was added to a case is written without its author. */
const noAuthor = bentLines((line) =>
  line.entry.kind === 'caseChange'
    ? { ...line, entry: { ...line.entry, change: { ...line.entry.change, fieldRevs: {}, addNotes: [] } } }
    : line,
);

/** Answered as soon as it is decided; one commit in twenty then fails. */
const ackBeforeCommit: Sabotage = {
  serverStore: (store, dice) => ({
    ...store,
    commit: (need, decide) =>
      new Promise((resolve) => {
        void store
          .commit(need, (set) => {
            const decided = decide(set);
            const seq = set.seq + decided.writes.lines.length;
            resolve(success({ value: decided.value, seq, previous: new Map(), nextDue: null }));
            if (dice.chance(0.05)) throw new Error('the power is gone');
            return decided;
          })
          .then((result) => resolve(result));
      }),
  }),
};

/** The cursor moves on even where the entries behind it could not be written. */
const cursorFirst: Sabotage = {
  seatStore: (store) => {
    let moved: string | null = null;
    const set = (key: string, value: string): void => {
      if (key === 'position') moved = value;
      store.meta.set(key, value);
    };
    const transaction: SeatStore['transaction'] = (run) => {
      moved = null;
      try {
        return store.transaction(run);
      } catch (error) {
        if (moved !== null) store.meta.set('position', moved);
        throw error;
      }
    };
    return { ...store, meta: { ...store.meta, set }, transaction };
  },
};

/** One change in fifty is shown, told and never written down. */
const notWritten = withOutbox((outbox, dice) => ({
  add: (row) => {
    const added = outbox.add(row);
    if (dice.chance(0.02)) outbox.remove(added.id);
    return added;
  },
}));

/** One queue for all. */
const noDangerLane = withOutbox((outbox) => ({
  next: (danger, limit, after) =>
    danger
      ? []
      : [...outbox.next(true, limit, after), ...outbox.next(false, limit, after)]
          .toSorted((one, other) => one.seatSeq - other.seatSeq)
          .slice(0, limit),
}));

const lastFirst = withOutbox((outbox) => ({
  next: (danger, limit, after) => outbox.next(danger, limit, after).toReversed(),
}));

/** After a restore of the server nothing is pushed again. */
const noRevival = withOutbox(() => ({ reviveDone: () => undefined }));

/** One push in twenty is called applied and was never sent. */
const ackInvented: Sabotage = {
  transport: (transport, dice) => ({
    open: (handshake, events) => {
      const channel = transport.open(handshake, events);
      const request: typeof channel.request = (message, timeoutMs) => {
        const asked: Request = message;
        if (asked.type !== 'push' || !dice.chance(0.05)) return channel.request(message, timeoutMs);
        const results = asked.mutations.map(({ id }) => ({ id, outcome: 'applied' as const }));
        return Promise.resolve(success({ serverNow: 0, results })) as never;
      };
      return { ...channel, request };
    },
  }),
};

/** Every page lacks its first entry. */
const pageWithHole: Sabotage = {
  serverStore: (store) => ({
    ...store,
    page: async (centreId, after, maxBytes) => {
      const page = await store.page(centreId, after, maxBytes);
      return page.ok ? success({ ...page.value, entries: page.value.entries.slice(1) }) : failure('internal');
    },
  }),
};

export const sabotages = {
  noDedupe,
  leaseReused,
  twoTakers,
  leak,
  gap,
  noAuthor,
  ackBeforeCommit,
  cursorFirst,
  notWritten,
  noDangerLane,
  lastFirst,
  noRevival,
  neverRestored,
  ackInvented,
  pageWithHole,
} satisfies Record<string, Sabotage>;
