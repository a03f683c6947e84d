import type { Operator, OperatorState } from '../../shared/entities/centre.ts';
import type { Clock, Log } from '../ports.ts';
import type { PresenceBook, PresenceEvents } from '../presence.ts';
import type { KeptSession } from './kept-session.ts';
import type { Notice } from '../store/notice.ts';
import { leaveSql, lostSeatsSql, markSeatsSql, putSeatsSql } from './presence-sql.ts';

export type DatabasePresence = PresenceBook & {
  /** Says everything again: the database may have forgotten it, or counted this server as gone. */
  readonly sayAgain: () => void;
  /** Seats connected at another server; null: it is not known which. */
  readonly heard: (seats: Notice['seats']) => void;
};
type DatabasePresenceParts = {
  readonly nodeId: string;
  readonly session: KeptSession;
  readonly clock: Clock;
  readonly graceMs: number;
  readonly log: Log;
  readonly events: PresenceEvents;
  readonly tell: (notice: Omit<Notice, 'node'>) => void;
  /** Looks for what is over. */
  readonly look: () => void;
};

/** A connection of this server, as the database is to know it. */
type Own = {
  readonly seatId: string;
  readonly centreId: string;
  readonly operator: Operator;
  /** Given by the database; null until it was written. */
  connection: number | null;
  /** The newest one elsewhere that was heard of before the own was known: the word of another server may overtake the database's answer. */
  rival: number;
  /** null: what it was before, if it is the same operator. */
  said: OperatorState | null;
  online: boolean;
};

const SEATS_AT_ONCE = 500;
const RETRY_MS = 250;
/** The database counts the grace from when it heard of the loss. */
const GRACE_MARGIN_MS = 20;

/**
 * Who sits where, told to the database in batches and only when something changed: a heartbeat that repeats a state writes nothing.
 * While the database is away the changes wait here.
 */
export function createDatabasePresence(parts: DatabasePresenceParts): DatabasePresence {
  const { nodeId, session, clock, graceMs, log, events, tell, look } = parts;
  const own = new Map<string, Own>();
  let dirty = new Set<Own>();
  let marks = new Map<string, boolean>();
  const graces = new Set<() => void>();
  let planned: Promise<void> | null = null;
  let running: Promise<void> = Promise.resolve();
  let retrying = false;
  let closed = false;

  /** Resolves when what is dirty now was written, or could not be. */
  function flush(): Promise<void> {
    planned ??= running
      .then(() => new Promise<void>((resolve) => clock.defer(resolve)))
      .then(() => {
        planned = null;
        running = write();
        return running;
      });
    return planned;
  }

  async function write(): Promise<void> {
    const seats = [...dirty].slice(0, SEATS_AT_ONCE);
    const marked = marks;
    dirty = new Set([...dirty].slice(SEATS_AT_ONCE));
    marks = new Map();
    try {
      if (seats.length > 0) await putSeats(seats);
      if (marked.size > 0) await session.ask(markSeatsSql, [[...marked.keys()], [...marked.values()]]);
    } catch (error) {
      for (const seat of seats) if (own.get(seat.seatId) === seat) dirty.add(seat);
      marks = new Map([...marked, ...marks]);
      log('warn', 'presence.notWritten', { seats: seats.length, reason: error instanceof Error ? error.name : '' });
      retryLater();
      return;
    }
    if (dirty.size > 0) await write();
  }

  function retryLater(): void {
    if (retrying || closed) return;
    retrying = true;
    clock.after(RETRY_MS, () => {
      retrying = false;
      void flush();
    });
  }

  async function putSeats(seats: readonly Own[]): Promise<void> {
    const rows = seats.map((seat) => ({ ...seat, operatorId: seat.operator.id, text: JSON.stringify(seat.operator) }));
    const column = <K extends keyof (typeof rows)[number]>(name: K) => rows.map((row) => row[name]);
    const kept = await session.ask<{ seatId: string; connection: number }>(putSeatsSql, [
      nodeId,
      column('seatId'),
      column('centreId'),
      column('connection'),
      column('operatorId'),
      column('text'),
      column('said'),
      column('online'),
    ]);
    const numbers = new Map(kept.map(({ seatId, connection }) => [seatId, connection]));
    const connected: [string, number][] = [];
    for (const [index, seat] of seats.entries()) {
      const number = numbers.get(seat.seatId);
      if (number === undefined || number < seat.rival) lose(seat);
      else if (seat.connection === null) connected.push([seat.seatId, number]);
      seat.connection = number ?? seat.connection;
      if (rows[index]?.online === false) left(seat);
    }
    if (connected.length > 0) tell({ seats: connected });
    for (const centreId of new Set(seats.map((seat) => seat.centreId))) events.changed(centreId);
  }

  function left(seat: Own): void {
    if (own.get(seat.seatId) === seat) own.delete(seat.seatId);
    if (closed) return;
    const cancel = clock.after(graceMs + GRACE_MARGIN_MS, () => {
      graces.delete(cancel);
      look();
    });
    graces.add(cancel);
  }

  function lose(seat: Own): void {
    if (own.get(seat.seatId) !== seat) return;
    own.delete(seat.seatId);
    dirty.delete(seat);
    if (seat.online) events.taken(seat.seatId);
  }

  function change(seat: Own): Promise<void> {
    dirty.add(seat);
    return flush();
  }

  function mark(seatId: string, missed: boolean): void {
    marks.set(seatId, missed);
    void flush();
  }

  async function findLost(): Promise<void> {
    const seatIds = [...own.values()].filter((seat) => seat.connection !== null).map((seat) => seat.seatId);
    const lost = await session.ask<{ seatId: string }>(lostSeatsSql, [nodeId, seatIds]).catch(() => []);
    for (const { seatId } of lost) {
      const seat = own.get(seatId);
      if (seat && seat.connection !== null) lose(seat);
    }
  }

  return {
    startedAt: clock.now(),
    attach: (place) => {
      const before = own.get(place.seatId);
      // Of two connections at this server the older is not written any more.
      if (before) dirty.delete(before);
      const seat: Own = { ...place, connection: null, rival: 0, said: null, online: true };
      own.set(place.seatId, seat);
      void change(seat);
    },
    say: async (seatId, state) => {
      const seat = own.get(seatId);
      if (!seat || (seat.said === state && !dirty.has(seat))) return;
      seat.said = state;
      await change(seat);
    },
    detach: (seatId) => {
      const seat = own.get(seatId);
      if (!seat) return;
      seat.online = false;
      void change(seat);
    },
    markMissed: (seatIds) => seatIds.forEach((seatId) => mark(seatId, true)),
    showsLife: (seatId) => mark(seatId, false),
    known: (shared) => (seatId) => shared?.get(seatId) ?? null,
    stateHere: (seatId) => {
      const seat = own.get(seatId);
      return seat ? (seat.said ?? 'busy') : null;
    },
    sayAgain: () => {
      for (const seat of own.values()) dirty.add(seat);
      void flush();
    },
    heard: (seats) => {
      if (seats === null) void findLost();
      for (const [seatId, connection] of seats ?? []) {
        const seat = own.get(seatId);
        if (seat?.connection === null) seat.rival = Math.max(seat.rival, connection);
        else if (seat && seat.connection < connection) lose(seat);
      }
    },
    close: async () => {
      await flush();
      closed = true;
      for (const cancel of graces) cancel();
      const left = await session.ask<{ centreId: string }>(leaveSql, [nodeId]).catch(() => []);
      if (left.length > 0) tell({ boards: left.map(({ centreId }) => centreId) });
    },
  };
}
