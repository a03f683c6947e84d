import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { loopbackBridge } from './loopback-bridge.ts';

/** The browser's stream, moved by the test. */
class Stream extends EventTarget {
  static opened: Stream[] = [];
  closed = false;
  readonly address: string;
  constructor(address: string) {
    super();
    this.address = address;
    Stream.opened.push(this);
  }
  close(): void {
    this.closed = true;
  }
  say(event: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(event) }));
  }
  break(): void {
    this.dispatchEvent(new Event('error'));
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', Stream);
  Stream.opened = [];
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const up = { type: 'seatUp' };
const down = { type: 'seatDown', failure: null };

test('one stream serves every listener, and closes with the last', () => {
  const bridge = loopbackBridge();
  const [first, second]: [unknown[], unknown[]] = [[], []];
  const stopFirst = bridge.subscribe((event) => first.push(event));
  Stream.opened[0]!.say(up);
  const stopSecond = bridge.subscribe((event) => second.push(event));
  Stream.opened[0]!.say({ type: 'desk', patch: {} });
  expect(first).toEqual([up, { type: 'desk', patch: {} }]);
  expect(second).toEqual(first);
  stopFirst();
  expect(Stream.opened[0]!.closed).toBe(false);
  stopSecond();
  expect(Stream.opened[0]!.closed).toBe(true);
  expect(Stream.opened).toHaveLength(1);
});

test('a broken stream is told once, tried again with growing waits, given up in words after five, and told again when it is back', () => {
  const heard: unknown[] = [];
  loopbackBridge().subscribe((event) => heard.push(event));
  Stream.opened[0]!.say(up);
  for (const wait of [250, 500, 1_000, 2_000, 2_000]) {
    const count = Stream.opened.length;
    Stream.opened.at(-1)!.break();
    vi.advanceTimersByTime(wait - 1);
    expect(Stream.opened).toHaveLength(count);
    vi.advanceTimersByTime(1);
    expect(Stream.opened).toHaveLength(count + 1);
  }
  Stream.opened.at(-1)!.say(up);
  expect(heard).toEqual([up, down, { type: 'hostGone' }, up]);
  Stream.opened.at(-1)!.break();
  vi.advanceTimersByTime(250);
  expect(Stream.opened).toHaveLength(7);
});

test('who has stopped listening is not brought back by a retry', () => {
  const stop = loopbackBridge().subscribe(() => undefined);
  Stream.opened[0]!.break();
  stop();
  vi.advanceTimersByTime(60_000);
  expect(Stream.opened).toHaveLength(1);
});

test('a call carries name and arguments; what comes back is a result or becomes one', async () => {
  const answers: (() => Promise<Response>)[] = [
    async () => Response.json({ ok: true, value: 7 }),
    async () => Response.json({ ok: false, error: { code: 'tooLarge' } }, { status: 413 }),
    async () => Response.json({ surprise: true }),
    async () => new Response('no json'),
    async () => Promise.reject(new TypeError('network')),
    async () => Promise.reject(new DOMException('late', 'TimeoutError')),
  ];
  const asked: unknown[] = [];
  vi.stubGlobal('fetch', (address: string, init: RequestInit) => {
    asked.push([address, init.method, JSON.parse(String(init.body))]);
    return answers.shift()!();
  });
  const bridge = loopbackBridge();
  const results: unknown[] = [];
  for (let index = 0; index < 6; index += 1) results.push(await bridge.call('desk.get', { index }));
  expect(asked[0]).toEqual(['/seat/call', 'POST', { name: 'desk.get', args: { index: 0 } }]);
  expect(results).toEqual([
    { ok: true, value: 7 },
    { ok: false, error: { code: 'tooLarge' } },
    { ok: false, error: { code: 'internal' } },
    { ok: false, error: { code: 'seatDown' } },
    { ok: false, error: { code: 'seatDown' } },
    { ok: false, error: { code: 'timeout' } },
  ]);
});
