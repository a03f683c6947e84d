import { createServer, type RequestListener, type Server as HttpServer, type ServerOptions } from 'node:http';
import { createServer as createSecureServer } from 'node:https';

/** What the two files hold, PEM. */
export type TlsPair = { readonly cert: Buffer; readonly key: Buffer };

type Listener = {
  readonly http: HttpServer;
  /** Another certificate for connections from now on; those that stand keep theirs. Throws for a pair that is none. */
  readonly renew: (pair: TlsPair) => void;
};

/** The handshake of a seat is one small GET; whatever is larger or slower comes from somebody else. */
const bounds: ServerOptions = {
  maxHeaderSize: 8 * 1024,
  headersTimeout: 5_000,
  requestTimeout: 5_000,
  keepAliveTimeout: 1_000,
  connectionsCheckingInterval: 1_000,
};
const HEADERS_MAX = 40;

/** With a pair: TLS 1.2 or newer and nothing else. */
export function createListener(tls: TlsPair | null, answer: RequestListener): Listener {
  if (!tls) {
    const http = createServer(bounds, answer);
    http.maxHeadersCount = HEADERS_MAX;
    return { http, renew: () => {} };
  }
  const secure = createSecureServer(
    { ...bounds, ...tls, minVersion: 'TLSv1.2', handshakeTimeout: bounds.headersTimeout },
    answer,
  );
  secure.maxHeadersCount = HEADERS_MAX;
  return { http: secure, renew: (pair) => secure.setSecureContext({ ...pair, minVersion: 'TLSv1.2' }) };
}

export type Port = { readonly ok: true; readonly port: number } | { readonly ok: false; readonly code: string };

export function listen(http: HttpServer, host: string, port: number): Promise<Port> {
  return new Promise((resolve) => {
    http.once('error', (error: NodeJS.ErrnoException) => resolve({ ok: false, code: error.code ?? 'unknown' }));
    http.listen({ host, port }, () => {
      const address = http.address();
      resolve({ ok: true, port: typeof address === 'object' && address ? address.port : port });
    });
  });
}
