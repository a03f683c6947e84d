import { randomBytes } from 'node:crypto';
import type { Protocol, Session } from 'electron';
import { servePage } from '../host/page.ts';

export const APP_ORIGIN = 'app://linkseat';

/** Must run before the app is ready. */
export function declareAppScheme(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/**
 * Serves the built renderer as app://linkseat/, each page load with its own nonce. The deprecated buffer protocol, because the answers of
 * `protocol.handle` are streamed through JavaScript and now and then stall for ever: one start in six showed an empty window on a busy machine.
 */
export function serveApp(session: Session, rendererFolder: string): void {
  session.protocol.registerBufferProtocol('app', (request, answer) => {
    const url = new URL(request.url);
    if (url.host !== 'linkseat' || request.method !== 'GET') return answer({ statusCode: 404, data: Buffer.alloc(0) });
    servePage(rendererFolder, url.pathname, randomBytes(18).toString('base64')).then(
      (page) => answer({ statusCode: page.status, headers: page.headers, data: page.body }),
      () => answer({ statusCode: 500, data: Buffer.alloc(0) }),
    );
  });
}
