import type { Channel, ChannelEvents, Clock, Transport } from '../../electron/seat/ports.ts';
import { withReadableEntries } from '../../electron/seat/sync/readable-page.ts';
import { failure, type ErrorCode, type Result } from '../../shared/contract/errors.ts';
import type { Down, Handshake, Reply, Request } from '../../shared/contract/wire.ts';

/** undefined: the server stays silent, or its answer got lost. */
type FakeAnswer = (request: Request, handshake: Handshake) => Result<unknown> | undefined;

export type FakeTransport = Transport & {
  readonly answerWith: (answer: FakeAnswer) => void;
  /** null: connections come about again; 'unreachable': nobody is there; a code: the server says why not. */
  readonly refuseWith: (code: ErrorCode | 'unreachable' | null, retryAfterMs?: number) => void;
  readonly ring: (message: Down) => void;
  readonly dropAll: () => void;
  readonly handshakes: readonly Handshake[];
  readonly requests: readonly Request[];
};

type Line = { readonly events: ChannelEvents; readonly end: ChannelEvents['closed']; isOpen: boolean };

function readable({ events }: Line, message: unknown): unknown {
  const rest = withReadableEntries(message);
  if (rest.skipped.length > 0) events.unreadable(rest.skipped);
  return rest.message;
}

/** A network without latency whose faults are chosen by the test. Messages are copied: nobody shares an object over a wire. */
export function createFakeTransport(clock: Clock): FakeTransport {
  let answer: FakeAnswer = () => undefined;
  let refusal: ErrorCode | 'unreachable' | null = null;
  let refusedForMs: number | undefined;
  const lines = new Set<Line>();
  const handshakes: Handshake[] = [];
  const requests: Request[] = [];

  function open(handshake: Handshake, events: ChannelEvents): Channel {
    handshakes.push(structuredClone(handshake));
    const waiting = new Set<(result: Result<never>) => void>();
    const line: Line = {
      events,
      isOpen: false,
      end: (code, retryAfterMs) => {
        if (!lines.delete(line)) return;
        line.isOpen = false;
        for (const giveUp of waiting) giveUp(failure('offline'));
        events.closed(code, retryAfterMs);
      },
    };
    lines.add(line);
    queueMicrotask(() => {
      if (!lines.has(line)) return;
      if (refusal !== null) return line.end(refusal === 'unreachable' ? null : refusal, refusedForMs);
      line.isOpen = true;
      events.opened();
    });

    function request<T extends Request['type']>(
      message: Extract<Request, { type: T }>,
      timeoutMs: number,
    ): Promise<Result<Reply<T>>> {
      if (!line.isOpen) return Promise.resolve(failure('offline'));
      requests.push(structuredClone(message));
      return new Promise((resolve) => {
        const cancel = clock.after(timeoutMs, () => finish(failure('timeout')));
        const finish = (result: Result<Reply<T>>): void => {
          cancel();
          waiting.delete(finish);
          resolve(result);
        };
        waiting.add(finish);
        queueMicrotask(() => {
          const result = line.isOpen ? answer(structuredClone(message), handshake) : undefined;
          if (!result) return;
          const copy = structuredClone(result);
          finish((copy.ok ? { ok: true, value: readable(line, copy.value) } : copy) as Result<Reply<T>>);
        });
      });
    }

    return { request, close: () => line.end(null) };
  }

  const each = (run: (line: Line) => void): void => [...lines].forEach(run);
  return {
    open,
    answerWith: (next) => void (answer = next),
    refuseWith: (code, retryAfterMs) => {
      refusal = code;
      refusedForMs = retryAfterMs;
    },
    ring: (message) =>
      each((line) => line.isOpen && line.events.down(readable(line, structuredClone(message)) as Down)),
    dropAll: () => each((line) => line.end(null)),
    handshakes,
    requests,
  };
}
