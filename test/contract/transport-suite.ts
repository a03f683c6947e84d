import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Channel, ChannelEvents, Transport, UnreadableEntry } from '../../electron/seat/ports.ts';
import type { ErrorCode } from '../../shared/contract/errors.ts';
import type { Down, Handshake, Page, Request } from '../../shared/contract/wire.ts';
import { defaultLimits } from '../../shared/transfer/deadlines.ts';
import { idOf } from '../fixtures/mutations.ts';

/** A transport and the server at its other end, in the hand of the test. */
export type TransportWorld = {
  readonly transport: Transport;
  /** undefined: silence. */
  readonly answerWith: (answer: (request: Request) => unknown) => void;
  readonly refuseWith: (code: ErrorCode, retryAfterMs?: number) => void;
  readonly ring: (message: Down) => void;
  readonly dropAll: () => void;
  readonly handshakes: () => readonly unknown[];
  readonly dispose: () => Promise<void>;
};

const handshake: Handshake = {
  protocol: 2,
  seatId: '12345-01',
  centreId: 'xz-12345',
  token: 'A'.repeat(43),
};
const hello = {
  serverNow: 1,
  epoch: idOf(1),
  scope: 'xz-12345',
  operator: null,
  centres: [],
  limits: defaultLimits,
};

/** Records what a channel tells; each can be awaited. */
function listen(transport: Transport) {
  const heard: Down[] = [];
  const skipped: UnreadableEntry[] = [];
  const opened = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<ErrorCode | null>();
  let told: number | undefined;
  let rung = Promise.withResolvers<Down>();
  let closings = 0;
  const events: ChannelEvents = {
    opened: () => opened.resolve(),
    down: (message) => {
      heard.push(message);
      rung.resolve(message);
      rung = Promise.withResolvers();
    },
    unreadable: (entries) => void skipped.push(...entries),
    closed: (code, retryAfterMs) => {
      closings += 1;
      told = retryAfterMs;
      closed.resolve(code);
    },
  };
  const channel: Channel = transport.open(handshake, events);
  return {
    channel,
    heard,
    skipped,
    opened: opened.promise,
    closed: closed.promise,
    next: () => rung.promise,
    closings: () => closings,
    retryAfterMs: () => told,
  };
}

/** What every transport must do; runs on socket.io against a real server and on the double. */
export function transportSuite(name: string, create: () => Promise<TransportWorld>): void {
  describe(`transport: ${name}`, () => {
    let world: TransportWorld;
    beforeEach(async () => {
      world = await create();
    });
    afterEach(() => world.dispose());

    it('carries the handshake, a request and its answer', async () => {
      world.answerWith((request) => (request.type === 'hello' ? { ok: true, value: hello } : undefined));
      const line = listen(world.transport);
      await line.opened;
      expect(world.handshakes()).toEqual([expect.objectContaining(handshake)]);
      expect(await line.channel.request({ type: 'hello' }, 2_000)).toEqual({ ok: true, value: hello });
    });

    it('hands on the failure that the server answers', async () => {
      world.answerWith(() => ({ ok: false, error: { code: 'notSignedIn' } }));
      const line = listen(world.transport);
      await line.opened;
      expect(await line.channel.request({ type: 'board' }, 2_000)).toEqual({
        ok: false,
        error: { code: 'notSignedIn' },
      });
    });

    it('answers silence with timeout and stays usable', async () => {
      world.answerWith((request) => (request.type === 'hello' ? { ok: true, value: hello } : undefined));
      const line = listen(world.transport);
      await line.opened;
      expect(await line.channel.request({ type: 'board' }, 40)).toEqual({ ok: false, error: { code: 'timeout' } });
      expect((await line.channel.request({ type: 'hello' }, 2_000)).ok).toBe(true);
    });

    it('never keeps a request for later: before it is open the answer is offline', async () => {
      let asked = 0;
      world.answerWith(() => {
        asked += 1;
        return { ok: true, value: hello };
      });
      const line = listen(world.transport);
      expect(await line.channel.request({ type: 'hello' }, 2_000)).toEqual({ ok: false, error: { code: 'offline' } });
      await line.opened;
      await line.channel.request({ type: 'hello' }, 2_000);
      expect(asked).toBe(1);
    });

    it('hears doorbells in order', async () => {
      const line = listen(world.transport);
      await line.opened;
      const first = line.next();
      world.ring({ type: 'poke', seq: 1 });
      await first;
      const second = line.next();
      world.ring({ type: 'poke', seq: 2 });
      await second;
      expect(line.heard).toEqual([
        { type: 'poke', seq: 1 },
        { type: 'poke', seq: 2 },
      ]);
    });

    it('P23: reads a page without the entries that it cannot read, and tells of them first', async () => {
      const gone = (seq: number) => ({ seq, kind: 'caseGone' as const, caseId: idOf(seq) });
      const note = { id: idOf(9), text: '不该记下', by: null, at: 1 };
      const bad = { seq: 2, kind: 'caseChange', caseId: idOf(2), change: { rev: 2, updatedAt: 2, addNotes: [note] } };
      const about = { from: 0, cursor: 3, more: false, scope: 's', epoch: idOf(1) };
      const page = { ...about, entries: [gone(1), bad, gone(3)] } as Page;
      world.answerWith(() => ({ ok: true, value: { serverNow: 1, page } }));
      const line = listen(world.transport);
      await line.opened;
      const pulled = await line.channel.request({ type: 'pull', cursor: 0, scope: 's', epoch: null }, 2_000);
      expect(pulled).toEqual({ ok: true, value: { serverNow: 1, page: { ...about, entries: [gone(1), gone(3)] } } });
      expect(line.skipped).toMatchObject([{ seq: 2, kind: 'caseChange', caseId: idOf(2) }]);
      expect(JSON.stringify(line.skipped)).not.toContain(note.text);
      const rung = line.next();
      world.ring({ type: 'poke', seq: 3, page });
      expect(await rung).toEqual({ type: 'poke', seq: 3, page: { ...about, entries: [gone(1), gone(3)] } });
      expect(line.skipped).toHaveLength(2);
    });

    it('says once that it closed, and gives up what waits', async () => {
      const line = listen(world.transport);
      await line.opened;
      const waiting = line.channel.request({ type: 'board' }, 60_000);
      world.dropAll();
      expect(await line.closed).toBeNull();
      expect(await waiting).toEqual({ ok: false, error: { code: 'offline' } });
      line.channel.close();
      expect(await line.channel.request({ type: 'board' }, 60_000)).toEqual({ ok: false, error: { code: 'offline' } });
      expect(line.closings()).toBe(1);
    });

    it('tells why the server refuses', async () => {
      world.refuseWith('oldProtocol');
      const line = listen(world.transport);
      expect(await line.closed).toBe('oldProtocol');
      expect(line.closings()).toBe(1);
    });

    it('P33: tells when a server that is busy wants to be asked again', async () => {
      world.refuseWith('busy', 2_500);
      const line = listen(world.transport);
      expect(await line.closed).toBe('busy');
      expect(line.retryAfterMs()).toBe(2_500);
    });

    it('closing by hand ends the connection at the server too', async () => {
      const line = listen(world.transport);
      await line.opened;
      line.channel.close();
      await line.closed;
      world.ring({ type: 'boardChanged' });
      const other = listen(world.transport);
      await other.opened;
      expect(line.heard).toEqual([]);
      expect(world.handshakes()).toHaveLength(2);
    });
  });
}
