import type { Log } from './ports.ts';

/**
 * Runs what writes on nobody's behalf. A full disk must not end the process: nobody waits for an answer, what comes from the server is
 * asked for again, and what was measured is measured again. False: it was not written, and `failed` is told why.
 */
export function stored(
  log: Log,
  what: string,
  run: () => void,
  failed: (error: unknown) => void = () => undefined,
): boolean {
  try {
    run();
    return true;
  } catch (error) {
    log('error', 'not stored', { what, reason: error instanceof Error ? error.message : 'unknown' });
    failed(error);
    return false;
  }
}
