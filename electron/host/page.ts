import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';

/** Stands in the built index.html where each page load gets its own nonce. */
const NONCE_PLACEHOLDER = '__CSP_NONCE__';

/**
 * The same for app:// and loopback: everything from the own origin, nothing inline, nothing evaluated. Styles that antd makes at run time
 * carry the nonce of the page load.
 */
function contentPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data:",
    "media-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Headers of everything the renderer is made of. */
export const SECURITY_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), usb=(), serial=(), hid=(), display-capture=()',
} as const;

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
};

type PageAnswer = {
  readonly status: 200 | 404;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
};

const notFound: PageAnswer = {
  status: 404,
  headers: { ...SECURITY_HEADERS, 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
  body: Buffer.from('not found'),
};

/** Answers one GET for the built renderer. Only files below `folder` are given out; `/` is the page itself, never cached. */
export async function servePage(folder: string, pathname: string, nonce: string): Promise<PageAnswer> {
  if (pathname === '/' || pathname === '/index.html') {
    const html = await readFile(path.join(folder, 'index.html'), 'utf8').catch(() => null);
    if (html === null) return notFound;
    return {
      status: 200,
      headers: {
        ...SECURITY_HEADERS,
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': contentPolicy(nonce),
        'Cache-Control': 'no-store',
      },
      body: Buffer.from(html.replaceAll(NONCE_PLACEHOLDER, nonce)),
    };
  }
  const type = contentTypes[path.extname(pathname)];
  const body = type === undefined ? null : await fileBelow(folder, pathname);
  if (type === undefined || body === null) return notFound;
  // What the build named by its content never changes: kept, and with it what the engine made of it.
  const cache = pathname.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-cache';
  return {
    status: 200,
    headers: { ...SECURITY_HEADERS, 'Content-Type': type, 'Cache-Control': cache },
    body,
  };
}

/** A file of the folder; null for anything else, also through `..`, encoded slashes and links that lead out. */
async function fileBelow(folder: string, pathname: string): Promise<Uint8Array<ArrayBuffer> | null> {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return null;
  try {
    const root = await realpath(folder);
    const file = await realpath(path.join(root, decoded));
    if (!file.startsWith(root + path.sep)) return null;
    return await readFile(file);
  } catch {
    return null;
  }
}
