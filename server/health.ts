import type { RequestListener } from 'node:http';

/** The only pages of this server are for machines. */
export type Page = {
  readonly path: string;
  readonly answer: () => Promise<{ readonly status: 200 | 503; readonly type: string; readonly body: string }>;
};

export function answerPages(pages: readonly Page[]): RequestListener {
  return (request, response) => {
    // A caller that keeps its connection would count as a stranger who does not finish the handshake.
    response.setHeader('connection', 'close');
    const page = request.method === 'GET' ? pages.find(({ path }) => path === request.url) : undefined;
    if (!page) return void response.writeHead(404).end();
    page.answer().then(
      ({ status, type, body }) =>
        response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body),
      () => response.writeHead(503).end(),
    );
  };
}

/** Is it there, and how far is its log? */
export function healthPage(health: () => Promise<{ readonly status: string }>): Page {
  return {
    path: '/healthz',
    answer: async () => {
      const body = await health();
      return { status: body.status === 'ok' ? 200 : 503, type: 'application/json', body: JSON.stringify(body) };
    },
  };
}
