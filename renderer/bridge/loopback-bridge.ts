import { failure } from '../../shared/contract/errors.ts';
import type { Result } from '../../shared/contract/errors.ts';
import type { HostEvent, SeatBridge } from '../../shared/contract/seat-api.ts';
import { laneOf, lanes } from './lanes.ts';
import { resultOf } from './result.ts';

/** Longer than the host's own deadline, so that the host's word comes first. */
const CALL_MS = 20_000;
/** Waits between attempts to reach the host again. */
const RETRY_MS = [250, 500, 1_000, 2_000] as const;
/** A host that restarts its seat still answers; one that was silent to so many attempts (about 6 s) has ended. */
const GONE_AFTER = 5;

/** The seat served by electron/loopback to a browser: calls by POST, events by server-sent events. */
export function loopbackBridge(): SeatBridge {
  const inLane = lanes();
  const events = eventStream('/seat/events');
  return {
    call: (name, args) => inLane(laneOf(name, args), () => post(name, args)),
    subscribe: events.subscribe,
  };
}

async function post(name: string, args: unknown): Promise<Result<unknown>> {
  try {
    const response = await fetch('/seat/call', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ name, args }),
      signal: AbortSignal.timeout(CALL_MS),
      cache: 'no-store',
      credentials: 'same-origin',
    });
    return resultOf(await response.json());
  } catch (error) {
    return failure(error instanceof DOMException && error.name === 'TimeoutError' ? 'timeout' : 'seatDown');
  }
}

/**
 * One stream for all listeners, opened with the first and closed with the last. The host begins every stream by saying how the seat
 * stands, so what was missed while it was broken is fetched anew by whoever hears `seatUp`.
 */
function eventStream(address: string) {
  const listeners = new Set<(event: unknown) => void>();
  let source: EventSource | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let standing: HostEvent | null = null;

  function tell(event: unknown): void {
    for (const listener of listeners) listener(event);
  }

  function open(): void {
    const opened = new EventSource(address);
    source = opened;
    opened.addEventListener('message', (message: MessageEvent<string>) => {
      failures = 0;
      const event: unknown = JSON.parse(message.data);
      if (isHostEvent(event)) standing = event;
      tell(event);
    });
    opened.addEventListener('error', () => {
      // The browser's own retry gives up for good on a refused request: reconnecting is done here.
      opened.close();
      if (source !== opened) return;
      source = null;
      if (standing === null || standing.type === 'seatUp') {
        standing = { type: 'seatDown', failure: null };
        tell(standing);
      }
      if (failures + 1 === GONE_AFTER) {
        standing = { type: 'hostGone' };
        tell(standing);
      }
      retry = setTimeout(open, RETRY_MS[Math.min(failures, RETRY_MS.length - 1)]);
      failures += 1;
    });
  }

  return {
    subscribe: (listener: (event: unknown) => void): (() => void) => {
      listeners.add(listener);
      if (listeners.size === 1) open();
      else if (standing !== null) listener(standing);
      return () => {
        if (!listeners.delete(listener) || listeners.size > 0) return;
        clearTimeout(retry);
        source?.close();
        source = null;
        standing = null;
      };
    },
  };
}

function isHostEvent(event: unknown): event is HostEvent {
  return (
    typeof event === 'object' &&
    event !== null &&
    'type' in event &&
    (event.type === 'seatUp' || event.type === 'seatDown' || event.type === 'hostGone')
  );
}
