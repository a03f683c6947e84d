import { existsSync, mkdtempSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { request } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { BODY_BYTES } from './answer-requests.ts';
import { startLoopback } from './loopback.ts';
import type { Loopback } from './loopback.ts';

const seatEntry = path.join(import.meta.dirname, '../../test/entries/echo-seat-entry.ts');
const centre = {
  id: 'hotline',
  kind: '12345' as const,
  tier: 'city' as const,
  name: '12345',
  phone: '12345',
  numberPrefix: 'GD',
  counterpartId: 'police',
};

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function begin(seatId = 'hotline-1', folder = mkdtempSync(path.join(os.tmpdir(), 'loopback-'))) {
  folders.push(folder);
  const rendererFolder = path.join(folder, 'renderer');
  mkdirSync(path.join(rendererFolder, 'assets'), { recursive: true });
  writeFileSync(path.join(folder, 'secret.js'), 'secret');
  writeFileSync(
    path.join(rendererFolder, 'index.html'),
    '<!doctype html><meta name="csp-nonce" content="__CSP_NONCE__"><script type="module" src="/assets/a.js"></script>',
  );
  writeFileSync(path.join(rendererFolder, 'assets/a.js'), 'export {};');
  const wayOut = path.join(rendererFolder, 'assets/out.js');
  if (!existsSync(wayOut)) symlinkSync(path.join(folder, 'secret.js'), wayOut);
  return startLoopback({
    seatConfig: {
      seatId,
      centre,
      serverUrl: 'ws://127.0.0.1:1',
      dataFolder: folder,
      appVersion: '0',
      phone: 'none',
      storeKey: null,
    },
    rendererFolder,
    seatEntry,
  });
}

async function host(): Promise<
  Loopback & { cookie: string; get: (path: string, headers?: Record<string, string>) => Promise<Response> }
> {
  const started = await begin();
  if (!started.ok) throw new Error(started.error.code);
  const loopback = started.value;
  onTestFinished(loopback.close);
  const opened = await fetch(loopback.url, { redirect: 'manual' });
  const cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0]!;
  const get = (where: string, headers: Record<string, string> = { cookie }) =>
    fetch(`http://127.0.0.1:${loopback.port}${where}`, { headers, redirect: 'manual' });
  return { ...loopback, cookie, get };
}

function post(port: number, body: string, headers: Record<string, string>): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}/seat/call`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', origin: `http://127.0.0.1:${port}`, ...headers },
  });
}

/** One request with headers that `fetch` would not let through. */
function rawStatus(port: number, where: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: where, headers, setHost: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

/** Reads the event stream until `count` events have come. */
async function readEvents(response: Response, count: number): Promise<unknown[]> {
  const events: unknown[] = [];
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const parts = text.split('\n\n');
    text = parts.pop()!;
    for (const part of parts) if (part.startsWith('data: ')) events.push(JSON.parse(part.slice(6)));
    if (events.length >= count) break;
  }
  return events;
}

test('the link opens once, gives a cookie that scripts cannot read, and leaves no token in the address', async () => {
  const seat = await begin();
  if (!seat.ok) throw new Error(seat.error.code);
  const { url, port, newLink, close } = seat.value;
  onTestFinished(close);
  const opened = await fetch(url);
  expect(opened.status).toBe(200);
  expect(opened.headers.get('refresh')).toBe('0; url=/');
  expect(opened.headers.get('set-cookie')).toMatch(
    new RegExp(`^linkseat-${port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`),
  );
  expect(opened.headers.get('referrer-policy')).toBe('no-referrer');
  const again = await fetch(url);
  expect(again.status).toBe(403);
  expect(again.headers.get('set-cookie')).toBeNull();
  const cookie = opened.headers.get('set-cookie')!.split(';')[0]!;
  expect((await fetch(url, { headers: { cookie } })).status).toBe(200);
  expect((await fetch(newLink())).status).toBe(200);
  expect((await fetch(`http://127.0.0.1:${port}/open?token=`)).status).toBe(403);
});

test('an address that is none is refused as such, and the event stream is guarded like the page', async () => {
  const { port, get, cookie } = await host();
  expect(await rawStatus(port, '//', { host: `127.0.0.1:${port}`, cookie })).toBe(400);
  const stream = await get('/seat/events');
  expect(stream.headers.get('content-type')).toBe('text/event-stream');
  expect(stream.headers.get('x-content-type-options')).toBe('nosniff');
  expect(stream.headers.get('cross-origin-resource-policy')).toBe('same-origin');
  await stream.body?.cancel();
});

test('the page has a nonce of its own at every load, a strict policy, and is not cached', async () => {
  const { get } = await host();
  const [first, second] = [await get('/'), await get('/')];
  const nonceOf = (text: string) => /content="([^"]+)"/.exec(text)?.[1];
  const [one, two] = [nonceOf(await first.text()), nonceOf(await second.text())];
  expect(one).toMatch(/^[\w+/]{24}$/);
  expect(one).not.toBe(two);
  const policy = first.headers.get('content-security-policy')!;
  expect(policy).toContain(`style-src 'self' 'nonce-${one}'`);
  expect(policy).not.toMatch(/unsafe-/);
  expect(first.headers.get('cache-control')).toBe('no-store');
  expect(first.headers.get('x-content-type-options')).toBe('nosniff');
});

test('only files of the renderer are given out, and only to who has the cookie', async () => {
  const { get } = await host();
  expect((await get('/assets/a.js')).headers.get('content-type')).toMatch('text/javascript');
  // The page names its parts by their content: the page itself is always asked for, a part never again.
  expect((await get('/assets/a.js')).headers.get('cache-control')).toMatch('immutable');
  expect((await get('/')).headers.get('cache-control')).toBe('no-store');
  for (const where of [
    '/assets/out.js',
    '/..%2fsecret.js',
    '/assets/..%2f..%2fsecret.js',
    '/%00',
    '/%',
    '/assets',
    '/nothing.js',
  ])
    expect([where, (await get(where)).status]).toEqual([where, 404]);
  for (const where of ['/', '/assets/a.js', '/seat/events']) expect((await get(where, {})).status).toBe(401);
});

test('another host name, another origin, another site: refused', async () => {
  const { port, cookie } = await host();
  const own = `127.0.0.1:${port}`;
  expect(await rawStatus(port, '/', { host: own, cookie })).toBe(200);
  expect(await rawStatus(port, '/', { host: `rebound.example:${port}`, cookie })).toBe(403);
  expect(await rawStatus(port, '/', { host: `localhost:${port}`, cookie })).toBe(403);
  expect(await rawStatus(port, '/', { host: own, cookie, origin: 'http://127.0.0.1:1' })).toBe(403);
  expect(await rawStatus(port, '/', { host: own, cookie, 'sec-fetch-site': 'cross-site' })).toBe(403);
  expect((await post(port, '{"name":"a","args":{}}', { cookie, origin: 'http://evil.example' })).status).toBe(403);
  const noOrigin = await fetch(`http://${own}/seat/call`, { method: 'POST', body: '{}', headers: { cookie } });
  expect(noOrigin.status).toBe(403);
});

test('calls reach the seat; what is no call, too large or without a cookie does not', async () => {
  const { port, cookie } = await host();
  const answer = await post(port, JSON.stringify({ name: 'desk.get', args: { a: '联动' } }), { cookie });
  expect(await answer.json()).toMatchObject({ ok: true, value: { name: 'desk.get', args: { a: '联动' } } });
  expect((await post(port, '{"name":"a","args":{}}', {})).status).toBe(401);
  expect((await post(port, '{', { cookie })).status).toBe(400);
  expect((await post(port, '{"args":{}}', { cookie })).status).toBe(400);
  expect((await post(port, '{"name":"a","args":{}}', { cookie, 'content-type': 'text/plain' })).status).toBe(415);
  const large = await post(port, JSON.stringify({ name: 'a', args: 'x'.repeat(BODY_BYTES) }), { cookie });
  expect([large.status, await large.json()]).toEqual([413, { ok: false, error: { code: 'tooLarge' } }]);
});

test('events come as they happen, beginning with how the seat stands; a crash is told and healed', async () => {
  const { port, cookie, get } = await host();
  const events = readEvents(await get('/seat/events'), 4);
  const happened = { type: 'desk', patch: {} };
  await post(port, JSON.stringify({ name: 'event', args: happened }), { cookie });
  const crashed = await post(port, JSON.stringify({ name: 'crash', args: {} }), { cookie });
  expect(await crashed.json()).toEqual({ ok: false, error: { code: 'seatDown' } });
  expect(await events).toEqual([{ type: 'seatUp' }, happened, { type: 'seatDown', failure: null }, { type: 'seatUp' }]);
  const after = await post(port, JSON.stringify({ name: 'desk.get', args: {} }), { cookie });
  expect(await after.json()).toMatchObject({ ok: true });
});

test('a preference outlives the host', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'loopback-'));
  const call = async (loopback: Loopback, name: string) => {
    const cookie = (await fetch(loopback.url)).headers.get('set-cookie')!.split(';')[0]!;
    return (await post(loopback.port, JSON.stringify({ name, args: {} }), { cookie })).json();
  };
  const first = await begin('hotline-1', folder);
  if (!first.ok) throw new Error(first.error.code);
  await call(first.value, 'preference');
  await first.value.close();
  const second = await begin('hotline-1', folder);
  if (!second.ok) throw new Error(second.error.code);
  onTestFinished(second.value.close);
  expect(await call(second.value, 'desk.get')).toMatchObject({ value: { preferences: { theme: 'dark' } } });
});

test('a seat that cannot start says why, and the port is free again', async () => {
  expect(await begin('locked')).toEqual({ ok: false, error: { code: 'storeLocked' } });
});

test('a taken port is said', async () => {
  const { port } = await host();
  const second = await startLoopback({
    seatConfig: {
      seatId: 'x',
      centre,
      serverUrl: 'ws://127.0.0.1:1',
      dataFolder: os.tmpdir(),
      appVersion: '0',
      phone: 'none',
      storeKey: null,
    },
    rendererFolder: os.tmpdir(),
    seatEntry,
    port,
  });
  expect(second).toEqual({ ok: false, error: { code: 'busy', detail: `port ${port}` } });
});

test('closing ends the seat process and the open streams', async () => {
  const { port, cookie, get, close } = await host();
  const answer = await post(port, JSON.stringify({ name: 'desk.get', args: {} }), { cookie });
  const { value } = (await answer.json()) as { value: { pid: number } };
  const stream = await get('/seat/events');
  await close();
  expect(() => process.kill(value.pid, 0)).toThrow('ESRCH');
  await expect(readEvents(stream, 100)).rejects.toThrow('terminated');
  const refused = new Promise((resolve) => connect(port, '127.0.0.1').on('error', resolve));
  expect(await refused).toMatchObject({ code: 'ECONNREFUSED' });
});
