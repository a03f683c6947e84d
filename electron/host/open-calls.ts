import { failure, resultSchema } from '../../shared/contract/errors.ts';
import type { Result } from '../../shared/contract/errors.ts';
import type { ToSeat } from '../../shared/contract/host-link.ts';
import type { After } from './after.ts';

/** Above this the seat is not keeping up, and one more waiting call would only wait longer. */
export const OPEN_CALLS = 1_000;

type OpenCall = {
  readonly message: ToSeat;
  readonly settle: (result: Result<unknown>) => void;
  sent: boolean;
};

/** What cannot even be copied to the other process is no call of this contract. */
function deliver(call: OpenCall, send: (message: ToSeat) => void): void {
  try {
    send(call.message);
  } catch {
    call.settle(failure('invalid'));
  }
}

/** Joins calls to their replies. Every call is settled exactly once: by its reply, its deadline, or the end of the process. */
export function openCalls(after: After, deadlineMs: number) {
  const open = new Map<number, OpenCall>();
  let lastId = 0;
  return {
    /** Sends the call, or keeps it until `release` when `send` is null. */
    open: (name: string, args: unknown, send: ((message: ToSeat) => void) | null): Promise<Result<unknown>> => {
      if (open.size >= OPEN_CALLS) return Promise.resolve(failure('busy'));
      lastId += 1;
      const id = lastId;
      return new Promise((resolve) => {
        const cancel = after(deadlineMs, () => open.get(id)?.settle(failure('timeout')));
        const call: OpenCall = {
          message: { type: 'call', id, name, args },
          sent: send !== null,
          settle: (result) => {
            cancel();
            open.delete(id);
            resolve(result);
          },
        };
        open.set(id, call);
        if (send) deliver(call, send);
      });
    },
    release: (send: (message: ToSeat) => void): void => {
      for (const call of open.values()) {
        if (call.sent) continue;
        call.sent = true;
        deliver(call, send);
      }
    },
    settle: (id: number, raw: unknown): void => {
      const parsed = resultSchema.safeParse(raw);
      open.get(id)?.settle(parsed.success ? parsed.data : failure('internal'));
    },
    failAll: (): void => {
      for (const call of open.values()) call.settle(failure('seatDown'));
    },
  };
}
