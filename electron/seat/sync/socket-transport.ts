import { io, type Socket } from 'socket.io-client';
import { z } from 'zod';
import {
  failure,
  failureSchema,
  issuesOf,
  success,
  type ErrorCode,
  type Result,
} from '../../../shared/contract/errors.ts';
import {
  DOWN_EVENT,
  downSchema,
  replySchemas,
  UP_EVENT,
  type Handshake,
  type Reply,
  type Request,
} from '../../../shared/contract/wire.ts';
import type { Channel, ChannelEvents, Log, Transport } from '../ports.ts';
import { withReadableEntries } from './readable-page.ts';

const CONNECT_TIMEOUT_MS = 6_000;
/** The server's middleware puts its error code here (socket.io: `ExtendedError.data`). */
const refusalSchema = z.object({ data: failureSchema });

const answerShape = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: failureSchema }),
]);

/** socket.io over websocket only; no reconnection, no retries, no buffered emits of its own: the sync client decides all of that. */
export function createSocketTransport(url: string, log: Log): Transport {
  return { open: (handshake, events) => openChannel(url, handshake, events, log) };
}

function openChannel(url: string, handshake: Handshake, events: ChannelEvents, log: Log): Channel {
  const socket: Socket = io(url, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    timeout: CONNECT_TIMEOUT_MS,
    auth: handshake,
  });
  const waiting = new Set<(result: Result<never>) => void>();
  let closed = false;

  function end(code: ErrorCode | null, retryAfterMs?: number): void {
    if (closed) return;
    closed = true;
    socket.disconnect();
    // Whether these arrived nobody knows; their senders must not wait for the timeout to learn that.
    for (const giveUp of waiting) giveUp(failure('offline'));
    events.closed(code, retryAfterMs);
  }

  socket.on('connect', events.opened);
  socket.on('connect_error', (error: Error) => {
    const refusal = refusalSchema.safeParse(error);
    if (refusal.success) end(refusal.data.data.code, refusal.data.data.retryAfterMs);
    else end(null);
  });
  socket.on('disconnect', () => end(null));
  // Ended between the websocket and the server's answer: of that the socket says nothing, and its seat would wait for the timeout.
  // Not at once: a refusal closes first and gives its reason right after.
  socket.io.on('close', () => queueMicrotask(() => end(null)));
  socket.on(DOWN_EVENT, (message: unknown) => {
    const parsed = readable(message, (each) => downSchema.safeParse(each));
    if (!parsed.success) return log('warn', 'unreadable message from the server', { issues: issuesOf(parsed.error) });
    if (!closed) events.down(parsed.data);
  });

  /** Read as a whole where that goes; else without the entries that cannot be read. */
  function readable<T>(message: unknown, read: (message: unknown) => z.ZodSafeParseResult<T>): z.ZodSafeParseResult<T> {
    const whole = read(message);
    if (whole.success) return whole;
    const rest = withReadableEntries(message);
    if (rest.skipped.length === 0) return whole;
    const parsed = read(rest.message);
    if (parsed.success && !closed) events.unreadable(rest.skipped);
    return parsed;
  }

  function readAnswer<T extends Request['type']>(type: T, answer: unknown): Result<Reply<T>> {
    const outer = answerShape.safeParse(answer);
    if (outer.success && !outer.data.ok) return { ok: false, error: outer.data.error };
    const inner =
      outer.success && outer.data.ok
        ? readable<unknown>(outer.data.value, (each) => replySchemas[type].safeParse(each))
        : null;
    // The schema of `type` was applied just above; TypeScript cannot follow the index through the union.
    if (inner?.success) return success(inner.data as Reply<T>);
    log('warn', 'unreadable answer from the server', { type, issues: inner ? issuesOf(inner.error) : 'shape' });
    return failure('internal', 'unreadable answer');
  }

  function request<T extends Request['type']>(
    message: Extract<Request, { type: T }>,
    timeoutMs: number,
  ): Promise<Result<Reply<T>>> {
    // Never emit while unconnected: socket.io would keep it and send it later, behind our back.
    if (closed || !socket.connected) return Promise.resolve(failure('offline'));
    return new Promise((resolve) => {
      const finish = (result: Result<Reply<T>>): void => {
        waiting.delete(finish);
        resolve(result);
      };
      waiting.add(finish);
      socket.timeout(timeoutMs).emit(UP_EVENT, message, (error: Error | null, answer: unknown) => {
        finish(error ? failure('timeout') : readAnswer(message.type, answer));
      });
    });
  }

  return { request, close: () => end(null) };
}
