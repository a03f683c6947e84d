import { isDeepStrictEqual } from 'node:util';
import type { Page } from '../../../shared/contract/wire.ts';
import { applyPage, type PageResult } from '../ledger/apply-page.ts';
import { readPosition } from '../ledger/position.ts';
import type { Clock, Log } from '../ports.ts';
import { stored } from '../stored.ts';
import type { SeatStore } from '../store/seat-store.ts';
import type { Ask } from './connection.ts';

const ACKED_MAX = 2_000;
/** While a backlog is on its way, its echo gets this part of the time: what others did still comes through, and the backlog goes first. */
const ECHO_PART = 0.1;
const [ECHO_REST_MS, ECHO_REST_MAX_MS] = [20, 1_000];

type Puller = {
  /** Asks for what is new; while a pull is under way, for another one after it. */
  readonly want: () => void;
  /** The same; but while this seat's own backlog is on its way, whose echo fills every page, only now and then. */
  readonly wantEcho: () => void;
  /** A doorbell rang. */
  readonly rung: (seq: number, page: Page | undefined) => void;
  readonly stop: () => void;
};

type Parts = {
  readonly store: SeatStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly seatId: string;
  readonly ask: Ask;
  readonly ready: () => boolean;
  /** More of this seat's own changes wait, or are on their way, than work makes. */
  readonly isBacklog: () => boolean;
  readonly applied: (result: PageResult) => void;
  /** A whole pull that began after these were acknowledged is through: their entries are here. */
  readonly arrived: (ids: readonly string[]) => void;
};

export function createPuller(parts: Parts): Puller {
  const { store, clock, log, seatId, ask, ready, isBacklog, applied, arrived } = parts;
  let cancelLater: (() => void) | null = null;
  /** By the monotonic clock. */
  let echoRestsUntil = 0;
  let running = false;
  let again = false;

  function apply(page: Page, askedFrom: number | null): PageResult {
    const result = applyPage(store, page, seatId, askedFrom);
    if (result.applied || result.dropped) applied(result);
    return result;
  }

  async function through(): Promise<boolean> {
    const before = clock.monotonic();
    const position = readPosition(store);
    const reply = await ask({ type: 'pull', ...position });
    if (!reply.ok) {
      log('info', 'pull failed', { code: reply.error.code });
      return false;
    }
    const result = apply(reply.value.page, position.cursor);
    const moreToCome = reply.value.page.more || (!result.applied && result.pullAgain);
    const now = clock.monotonic();
    echoRestsUntil = now + Math.min(ECHO_REST_MAX_MS, Math.max(ECHO_REST_MS, (now - before) / ECHO_PART));
    if (!moreToCome) return true;
    // A server that leads nowhere must not keep this seat asking without a pause: the safety net asks again.
    if (isDeepStrictEqual(readPosition(store), position)) {
      log('error', 'pull does not move', { cursor: position.cursor });
      return false;
    }
    if (!isBacklog()) return through();
    wantEcho();
    return false;
  }

  /** A page that cannot be stored (a full disk) is asked for again later; the seat goes on working. */
  function failed(error: unknown): false {
    log('error', 'page not stored', { reason: error instanceof Error ? error.message : 'unknown' });
    return false;
  }

  async function run(): Promise<void> {
    running = true;
    do {
      again = false;
      const acked = store.outbox.idsInState('acked', ACKED_MAX);
      const whole = await through().catch(failed);
      if (whole && acked.length > 0) stored(log, 'arrived', () => arrived(acked));
      // What failed is asked again after the next reconnect or by the safety net, unless somebody asked meanwhile.
      // Whoever stopped meanwhile has closed the store.
    } while (again && ready());
    running = false;
  }

  function want(): void {
    cancelLater?.();
    cancelLater = null;
    if (!ready()) return;
    again = true;
    if (!running) void run();
  }

  function wantEcho(): void {
    if (!isBacklog()) return want();
    cancelLater ??= clock.after(Math.max(ECHO_REST_MS, echoRestsUntil - clock.monotonic()), () => {
      cancelLater = null;
      // A page that was under way when this was set, or still is, takes its part of the time.
      if (running || clock.monotonic() < echoRestsUntil) wantEcho();
      else want();
    });
  }

  return {
    want,
    wantEcho,
    stop: () => cancelLater?.(),
    rung: (seq, page) => {
      try {
        if (page && ready()) apply(page, null);
      } catch (error) {
        failed(error);
      }
      if (readPosition(store).cursor < seq) wantEcho();
    },
  };
}
