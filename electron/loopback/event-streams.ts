import type { ServerResponse } from 'node:http';
import { SECURITY_HEADERS } from '../host/page.ts';
import type { SeatSupervisor } from '../host/seat-supervisor.ts';

/** A page that reads this slowly is cut off; it comes back and fetches what it missed. */
const BACKLOG_BYTES = 4 * 1024 * 1024;
/** Shows a page whose host has gone without closing; also keeps proxies from closing a silent stream. */
const BEAT_MS = 15_000;
const PAGES = 16;

/** Server-sent events: one stream per page, each beginning with how the seat stands. */
export function eventStreams(seat: Pick<SeatSupervisor, 'subscribe'>) {
  const open = new Set<ServerResponse>();
  const beat = setInterval(() => {
    for (const page of open) page.write(': beat\n\n');
  }, BEAT_MS);
  return {
    add: (response: ServerResponse): boolean => {
      if (open.size >= PAGES) return false;
      response.writeHead(200, {
        ...SECURITY_HEADERS,
        'Content-Type': 'text/event-stream',
        'Cache-Control': 'no-store',
        'X-Accel-Buffering': 'no',
      });
      response.flushHeaders();
      open.add(response);
      const unsubscribe = seat.subscribe((event) => {
        if (response.writableLength > BACKLOG_BYTES) response.destroy();
        else response.write(`data: ${JSON.stringify(event)}\n\n`);
      });
      response.on('close', () => {
        unsubscribe();
        open.delete(response);
      });
      return true;
    },
    close: (): void => {
      clearInterval(beat);
      for (const page of open) page.destroy();
    },
  };
}
