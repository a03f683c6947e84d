import { isDeepStrictEqual } from 'node:util';
import type { Page } from '../../../shared/contract/wire.ts';
import { applyPage, type PageResult } from '../ledger/apply-page.ts';
import { readPosition } from '../ledger/position.ts';
import type { Log } from '../ports.ts';
import type { SeatStore } from '../store/seat-store.ts';
import type { Ask } from './connection.ts';

const ACKED_MAX = 2_000;

export type Puller = {
  /** Asks for what is new; while a pull is under way, for another one after it. */
  readonly want: () => void;
  /** A doorbell rang. */
  readonly rung: (seq: number, page: Page | undefined) => void;
};

type Parts = {
  readonly store: SeatStore;
  readonly log: Log;
  readonly seatId: string;
  readonly ask: Ask;
  readonly ready: () => boolean;
  readonly applied: (result: PageResult) => void;
  /** A whole pull that began after these were acknowledged is through: their entries are here. */
  readonly arrived: (ids: readonly string[]) => void;
};

export function createPuller({ store, log, seatId, ask, ready, applied, arrived }: Parts): Puller {
  let running = false;
  let again = false;

  function apply(page: Page, askedFrom: number | null): PageResult {
    const result = applyPage(store, page, seatId, askedFrom);
    if (result.applied || result.dropped) applied(result);
    return result;
  }

  async function through(): Promise<boolean> {
    const position = readPosition(store);
    const reply = await ask({ type: 'pull', ...position });
    if (!reply.ok) {
      log('info', 'pull failed', { code: reply.error.code });
      return false;
    }
    const result = apply(reply.value.page, position.cursor);
    const moreToCome = reply.value.page.more || (!result.applied && result.pullAgain);
    if (!moreToCome) return true;
    // A server that leads nowhere must not keep this seat asking without a pause: the safety net asks again.
    if (isDeepStrictEqual(readPosition(store), position)) {
      log('error', 'pull does not move', { cursor: position.cursor });
      return false;
    }
    return through();
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
      const acked = store.outbox.inState('acked', ACKED_MAX).map((row) => row.id);
      const whole = await through().catch(failed);
      if (whole && acked.length > 0) arrived(acked);
      // What failed is asked again after the next reconnect or by the safety net, unless somebody asked meanwhile.
      // Whoever stopped meanwhile has closed the store.
    } while (again && ready());
    running = false;
  }

  function want(): void {
    if (!ready()) return;
    again = true;
    if (!running) void run();
  }

  return {
    want,
    rung: (seq, page) => {
      try {
        if (page && ready()) apply(page, null);
      } catch (error) {
        failed(error);
      }
      if (readPosition(store).cursor < seq) want();
    },
  };
}
