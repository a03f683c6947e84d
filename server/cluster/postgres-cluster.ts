import { success, type Result } from '../../shared/contract/errors.ts';
import type { Clock, Log } from '../ports.ts';
import { BEAT_MS, LOST_MS } from '../store/postgres-presence.ts';
import { failedPostgres } from '../store/postgres-errors.ts';
import { beginAfterRestoreSql } from '../store/postgres-restored.ts';
import type { Cluster, ClusterEvents } from './cluster.ts';
import { createDatabasePresence, type DatabasePresence } from './database-presence.ts';
import { keepSession, type KeptSession } from './kept-session.ts';
import { NOTICE_CHANNEL, noticeText, parseNotice, type Notice } from '../store/notice.ts';
import { beatSql, type Beat } from './presence-sql.ts';

export type PostgresCluster = Cluster & {
  /** This server's own commits: how far the log is known to reach. */
  readonly reached: (seq: number) => void;
  readonly close: () => Promise<void>;
};
type PostgresClusterParts = {
  readonly url: string;
  readonly nodeId: string;
  readonly clock: Clock;
  readonly graceMs: number;
  readonly log: Log;
  /** Of the store that this server works on. */
  readonly epoch: string;
  readonly newEpoch: () => string;
  /** The database is another than it was: what this server and its seats know of it no longer holds. Called once. */
  readonly replaced: () => void;
};

/** A deadline that old was not kept by the server which knew of it. */
const OVERDUE_MS = 500;
/** A beat that took longer says little about what time it is. */
const CLOCK_TRIP_MS = 200;

/** This server among others on one PostgreSQL: a sign of life, notices from one to the other, and one clock for all. */
export async function openPostgresCluster(parts: PostgresClusterParts): Promise<Result<PostgresCluster>> {
  const { url, nodeId, clock, graceMs, log, epoch, newEpoch, replaced } = parts;
  let events: ClusterEvents | null = null;
  let presence: DatabasePresence | null = null;
  let offset: number | null = null;
  let head = 0;
  /** Since when it beats without a gap, and when it last did; monotonic. */
  let steadySince = clock.monotonic();
  let lastBeatAt = steadySince;
  let cancelBeat = (): void => {};
  let closed = false;

  const opened = await keepSession({ url, clock, log, heard, back });
  if (!opened.ok) return opened;
  const session: KeptSession = opened.value;

  function heard(payload: string): void {
    const notice = parseNotice(payload);
    if (notice?.log) head = Math.max(head, notice.log.seq);
    if (!notice || notice.node === nodeId) return;
    if (notice.log) events?.heard(notice.log.seq, notice.log.centreIds);
    if (notice.boards !== undefined) events?.boards(notice.boards);
    if (notice.seats !== undefined) presence?.heard(notice.seats);
  }

  /** What was said while the session was away is found by looking. */
  function back(): void {
    events?.boards(null);
    presence?.heard(null);
    presence?.sayAgain();
    void look();
  }

  async function beat(): Promise<Beat> {
    const before = clock.monotonic();
    if (before - lastBeatAt > LOST_MS) steadySince = before;
    // Who was away itself does not know who else is.
    const mayJudge = before - steadySince >= LOST_MS;
    const [beat] = await session.ask<Beat>(beatSql, [nodeId, mayJudge, graceMs]);
    if (!beat) throw new Error('no beat');
    const after = clock.monotonic();
    lastBeatAt = after;
    if (offset === null || after - before <= CLOCK_TRIP_MS) offset = beat.now - (before + after) / 2;
    return beat;
  }

  async function look(): Promise<void> {
    const known = head;
    try {
      const seen = await beat();
      if (seen.epoch !== epoch || seen.head < known) return await giveUp(seen, known);
      follow(seen);
    } catch {
      // The session says that it is lost, and when it is back.
    }
  }

  function follow(seen: Beat): void {
    if (seen.dead > 0) log('warn', 'cluster.serverGone', { servers: seen.dead });
    if (seen.isNew) presence?.sayAgain();
    // The safety poll: a notice that never came.
    if (seen.head > head) {
      head = seen.head;
      events?.heard(head, null);
    }
    for (const centreId of seen.centreIds) events?.changed(centreId);
    if (seen.due !== null && seen.due < seen.now - OVERDUE_MS) events?.overdue(seen.due);
  }

  /**
   * A log that ends before what was committed: an older copy took the place of the database, and what had been acknowledged is missing.
   * Only with a new epoch do seats push it again.
   */
  async function giveUp(seen: Beat, known: number): Promise<void> {
    if (closed) return;
    if (seen.epoch === epoch) await session.ask(beginAfterRestoreSql, [epoch, newEpoch()]);
    log('error', 'cluster.databaseReplaced', { seq: seen.head, knownSeq: known });
    closed = true;
    replaced();
  }

  async function goOn(): Promise<void> {
    await look();
    if (!closed) cancelBeat = clock.after(BEAT_MS, () => void goOn());
  }

  function tell(notice: Omit<Notice, 'node'>): void {
    const text = noticeText({ node: nodeId, ...notice });
    session.ask('SELECT pg_notify($1, $2)', [NOTICE_CHANNEL, text]).catch(() => {});
  }

  try {
    const first = await beat();
    head = first.head;
    cancelBeat = clock.after(BEAT_MS, () => void goOn());
    return success({
      clock: { ...clock, now: () => Math.round(clock.monotonic() + (offset ?? 0)) },
      hasNeighbours: first.others > 0,
      join: (joined) => {
        events = joined;
        presence = createDatabasePresence({
          nodeId,
          session,
          clock: { ...clock, now: () => Math.round(clock.monotonic() + (offset ?? 0)) },
          graceMs,
          log,
          events: joined,
          tell,
          look: () => void look(),
        });
        joined.heard(head, []);
        return presence;
      },
      reached: (seq) => (head = Math.max(head, seq)),
      ringBoards: (centreIds) => tell({ boards: [...centreIds] }),
      close: async () => {
        closed = true;
        cancelBeat();
        await session.close();
      },
    });
  } catch (error) {
    await session.close();
    return failedPostgres(error);
  }
}
