import type { IncomingMessage, ServerResponse } from 'node:http';

/** The only page of this server: is it there, and how far is its log. */
export async function answerHealth(
  request: IncomingMessage,
  response: ServerResponse,
  health: () => Promise<{ readonly status: string }>,
): Promise<void> {
  if (request.method !== 'GET' || request.url !== '/healthz') {
    response.writeHead(404).end();
    return;
  }
  const body = await health();
  response
    .writeHead(body.status === 'ok' ? 200 : 503, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
}
