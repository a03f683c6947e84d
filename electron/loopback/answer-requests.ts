import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { failure } from '../../shared/contract/errors.ts';
import type { Result } from '../../shared/contract/errors.ts';
import { SECURITY_HEADERS, servePage } from '../host/page.ts';
import type { SeatSupervisor } from '../host/seat-supervisor.ts';
import type { eventStreams } from './event-streams.ts';
import { readBody } from './read-body.ts';
import { fromOwnOrigin, fromOwnPage } from './request-guard.ts';
import type { Sessions } from './sessions.ts';
import { parsedJson } from '../../shared/json.ts';

export const BODY_BYTES = 1024 * 1024;

const callSchema = z.object({ name: z.string().min(1).max(64), args: z.unknown() });

type Parts = {
  readonly port: number;
  readonly guests: Sessions;
  readonly streams: ReturnType<typeof eventStreams>;
  readonly seat: Pick<SeatSupervisor, 'call'>;
  readonly rendererFolder: string;
};

/** The whole of the loopback host's HTTP: the link, the page, calls and events. Everything but the link asks for the cookie. */
export function answerRequests(parts: Parts): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    answer(parts, request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else sayText(response, 500, 'internal');
    });
  };
}

async function answer(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!fromOwnOrigin(request, parts.port)) return sayText(response, 403, 'forbidden');
  const url = URL.parse(request.url ?? '/', `http://127.0.0.1:${parts.port}`);
  if (!url) return sayText(response, 400, 'invalid');
  const known = parts.guests.known(request.headers.cookie);
  if (url.pathname === '/open') return open(parts, request, url, known, response);
  if (!fromOwnPage(request)) return sayText(response, 403, 'forbidden');

  if (url.pathname === '/seat/call') {
    if (request.method !== 'POST') return sayText(response, 405, 'method');
    if (!known) return sayResult(response, 401, failure('forbidden'));
    return call(parts, request, response);
  }
  if (request.method !== 'GET') return sayText(response, 405, 'method');
  if (!known) return sayText(response, 401, noCookie);
  if (url.pathname === '/seat/events') {
    if (!parts.streams.add(response)) sayText(response, 503, 'busy');
    return;
  }
  const page = await servePage(parts.rendererFolder, url.pathname, randomBytes(18).toString('base64'));
  response.writeHead(page.status, page.headers);
  response.end(page.body);
}

/** Trades the one-time token for the cookie. The page then moves on by itself to `/`: the token is neither in its address nor in the history. */
function open(parts: Parts, request: IncomingMessage, url: URL, known: boolean, response: ServerResponse): void {
  if (request.method !== 'GET') return sayText(response, 405, 'method');
  const redeemed = parts.guests.redeem(url.searchParams.get('token') ?? '');
  // Who already has the cookie may click the old link again.
  if (!redeemed && !known) return sayText(response, 403, spentLink);
  // Refresh instead of a 3xx: a strict cookie is not sent along a redirect that began on another site (a link in a web mail or terminal).
  response.writeHead(200, {
    ...SECURITY_HEADERS,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Cache-Control': 'no-store',
    Refresh: '0; url=/',
    ...(redeemed ? { 'Set-Cookie': parts.guests.cookie } : {}),
  });
  response.end('<!doctype html><html lang="zh-CN"><title>联动坐席</title><a href="/">打开坐席</a></html>');
}

async function call(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? ''))
    return sayResult(response, 415, failure('invalid'));
  const body = await readBody(request, BODY_BYTES);
  if (!body.ok) {
    response.setHeader('Connection', 'close');
    return sayResult(response, body.code === 'tooLarge' ? 413 : 400, failure(body.code));
  }
  const parsed = callSchema.safeParse(parsedJson(body.text));
  if (!parsed.success) return sayResult(response, 400, failure('invalid'));
  sayResult(response, 200, await parts.seat.call(parsed.data.name, parsed.data.args));
}

function sayResult(response: ServerResponse, status: number, result: Result<unknown>): void {
  response.writeHead(status, {
    ...SECURITY_HEADERS,
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
  });
  response.end(JSON.stringify(result));
}

function sayText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    ...SECURITY_HEADERS,
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
  });
  response.end(text);
}

const noCookie = '请用启动时打印的链接打开坐席。\nOpen the seat with the link that was printed at the start.\n';
const spentLink =
  '这个链接已经用过，或者不是本次启动打印的。在启动程序的窗口按回车会打印新的链接。\nThis link was used before, or is not from this start. Press Enter where the program runs for new ones.\n';
