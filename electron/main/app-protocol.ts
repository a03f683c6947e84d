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

/** Serves the built renderer as app://linkseat/, each page load with its own nonce. */
export function serveApp(session: Session, rendererFolder: string): void {
  session.protocol.handle('app', async (request) => {
    const url = new URL(request.url);
    if (url.host !== 'linkseat' || request.method !== 'GET') return new Response('not found', { status: 404 });
    const page = await servePage(rendererFolder, url.pathname, randomBytes(18).toString('base64'));
    return new Response(page.body, { status: page.status, headers: page.headers });
  });
}
