import { answerPages, type Page } from '../health.ts';
import { createListener, listen } from '../listener.ts';

type MetricsPort =
  | { readonly ok: true; readonly port: number; readonly close: () => void }
  | { readonly ok: false; readonly code: string };

/** A listener for the one page, on this machine only: whoever scrapes from elsewhere comes through something that knows who may. */
export async function openMetricsPort(port: number, page: Page): Promise<MetricsPort> {
  const { http } = createListener(null, answerPages([page]));
  const listening = await listen(http, '127.0.0.1', port);
  if (!listening.ok) return listening;
  const close = (): void => {
    http.close();
    http.closeAllConnections();
  };
  return { ok: true, port: listening.port, close };
}
