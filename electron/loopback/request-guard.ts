import type { IncomingMessage } from 'node:http';

/**
 * A page of another origin must neither reach this host nor learn that it is there: the Host must be ours (against names rebound to
 * 127.0.0.1) and an Origin, where there is one, ours too. Changing requests must carry it.
 */
export function fromOwnOrigin(request: IncomingMessage, port: number): boolean {
  const host = `127.0.0.1:${port}`;
  if (request.headers.host !== host) return false;
  const origin = request.headers.origin;
  if (origin !== undefined && origin !== `http://${host}`) return false;
  return origin !== undefined || request.method === 'GET' || request.method === 'HEAD';
}

/** The browser's own word on who asks; absent in old browsers, which the cookie and Origin still bind. */
export function fromOwnPage(request: IncomingMessage): boolean {
  const site = request.headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}
