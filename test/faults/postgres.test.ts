import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '../../shared/contract/entries.ts';
import type { Mutation } from '../../shared/contract/mutations.ts';
import { START_MS, startPostgres, whyNoPostgres, type PostgresCluster } from '../driver/postgres.ts';
import { createBody, idOf, mutationOf, sendBody } from '../fixtures/mutations.ts';
import { hotline, police } from '../fixtures/people.ts';
import { prepareDatabase } from '../fixtures/prepared-folder.ts';
import { handshakeOf } from '../fixtures/server-kit.ts';
import { connectSocketSeat, type SocketSeat } from '../fixtures/socket-seat.ts';

const main = path.resolve(import.meta.dirname, '../../server/main.ts');

/** One handover of its own case. */
function handoverOf(number: number): Mutation[] {
  const send = sendBody(idOf(2_000 + number), idOf(1_000 + number), String(number).padStart(6, '0'));
  return [mutationOf(hotline, createBody(idOf(1_000 + number))), mutationOf(hotline, send)];
}

function transferIds(entries: readonly Entry[]): string[] {
  return [...new Set(entries.flatMap((entry) => (entry.kind === 'transfer' ? [entry.transfer.id] : [])))];
}

function casesOf(entries: readonly Entry[]): string[] {
  return entries.flatMap((entry) => (entry.kind === 'case' ? [entry.case.id] : []));
}

describe.skipIf(whyNoPostgres() !== null)('the server on PostgreSQL', () => {
  let cluster: PostgresCluster;
  let url: string;
  const children: ChildProcess[] = [];
  const seats: SocketSeat[] = [];
  beforeAll(async () => {
    cluster = await startPostgres();
  }, START_MS);
  beforeEach(async () => {
    url = await cluster.emptyDatabase();
    await prepareDatabase(url);
  });
  afterEach(async () => {
    seats.splice(0).forEach(({ socket }) => socket.disconnect());
    await Promise.all(children.splice(0).map((child) => end(child)));
  });
  afterAll(() => cluster.dispose());

  const spawnServer = (port: string, database = url): ChildProcess => {
    const env = { ...process.env, LINKSEAT_DATABASE: database };
    const child = spawn(process.execPath, [main, '--port', port], { stdio: ['ignore', 'pipe', 'pipe'], env });
    child.stderr.setMaxListeners(0);
    children.push(child);
    return child;
  };
  const start = async (port = '0'): Promise<{ process: ChildProcess; url: string }> => {
    const child = spawnServer(port);
    const [line] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string];
    expect(line).toContain('"database":"127.0.0.1:');
    return { process: child, url: (JSON.parse(line) as { url: string }).url };
  };
  async function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
    return child.exitCode;
  }
  const logged = (child: ChildProcess, event: string): Promise<void> =>
    new Promise((resolve) => {
      createInterface({ input: child.stderr! }).on('line', (line) => line.includes(event) && resolve());
    });
  const refusal = async (database: string): Promise<{ code: number | null; words: string }> => {
    const child = spawnServer('0', database);
    let words = '';
    child.stderr!.on('data', (chunk: Buffer) => (words += chunk.toString()));
    await once(child, 'close');
    return { code: child.exitCode, words };
  };
  const seatAt = async (serverUrl: string, author = hotline): Promise<SocketSeat> => {
    const seat = await connectSocketSeat(serverUrl, handshakeOf(author));
    seats.push(seat);
    return seat;
  };
  const outcomes = async (seat: SocketSeat, mutations: readonly Mutation[]): Promise<string> => {
    const answer = await seat.push(...mutations);
    return answer.ok ? answer.value.results.map((result) => result.outcome).join() : answer.error.code;
  };

  it('P4: kill -9 between and during transfers, a new start: nothing lost, nothing twice', async () => {
    let server = await start();
    const { port } = new URL(server.url);
    const [sender, receiver] = [await seatAt(server.url), await seatAt(server.url, police)];
    await receiver.ask({ type: 'presence', state: 'idle' });
    expect(await outcomes(sender, handoverOf(1))).toBe('applied,applied');
    const offered = await receiver.heard(
      (message) => message.type === 'poke' && transferIds(message.page?.entries ?? []).includes(idOf(2_001)),
    );
    expect(offered).toMatchObject({ type: 'poke' });
    const handovers = Array.from({ length: 20 }, (_, index) => handoverOf(index + 2));
    const answers = handovers.map((handover) => outcomes(sender, handover));
    await answers[4];
    await end(server.process);
    const before = await Promise.all(answers);
    const promised = handovers.filter((_, index) => before[index] === 'applied,applied').map((pair) => pair[1]!);

    server = await start(port);
    const [again, survivor] = [await seatAt(server.url), await seatAt(server.url, police)];
    const kept = transferIds(await survivor.pullAll());
    const promisedIds = promised.flatMap((send) => (send.name === 'transfer.send' ? [send.args.transferId] : []));
    expect(promisedIds.length).toBeGreaterThanOrEqual(5);
    expect([idOf(2_001), ...promisedIds].filter((id) => !kept.includes(id))).toEqual([]);
    for (const handover of [handoverOf(1), ...handovers].slice(1))
      expect(await outcomes(again, handover)).toBe('applied,applied');
    const received = await survivor.pullAll();
    expect([casesOf(received).length, transferIds(received).length]).toEqual([21, 21]);
    expect(await end(server.process, 'SIGTERM')).toBe(0);
  });

  it('PostgreSQL dies and comes back: busy meanwhile, and then it goes on by itself with all of it', async () => {
    const server = await start();
    const [sender, receiver] = [await seatAt(server.url), await seatAt(server.url, police)];
    await receiver.ask({ type: 'presence', state: 'idle' });
    const handovers = Array.from({ length: 12 }, (_, index) => handoverOf(index + 1));
    expect(await outcomes(sender, handovers[0]!)).toBe('applied,applied');
    const [lost, taken] = [
      logged(server.process, 'cluster.sessionLost'),
      logged(server.process, 'cluster.sessionBack'),
    ];
    // Some of these are under way when it dies; whatever they are answered, asking again must settle it.
    const torn = handovers.slice(1).map((handover) => outcomes(sender, handover));
    await cluster.stop('immediate');
    await Promise.all([lost, ...torn]);
    expect(await outcomes(sender, handovers[11]!)).toMatch(/^(busy|internal)$/);
    const pulled = await receiver.ask({ type: 'hello' });
    expect(pulled.ok).toBe(true);
    await cluster.start();
    await taken;
    for (const handover of handovers) expect(await outcomes(sender, handover)).toBe('applied,applied');
    const received = await receiver.pullAll();
    expect([casesOf(received).length, transferIds(received).length]).toEqual([12, 12]);
    const seqs = received.map((entry) => entry.seq);
    expect(seqs).toEqual([...new Set(seqs)].sort((one, other) => one - other));
    expect(server.process.exitCode).toBeNull();
    expect(await end(server.process, 'SIGTERM')).toBe(0);
  });

  it('ends with a sentence and its own exit code when the database is not for it', async () => {
    const [away, wrong] = await Promise.all([
      refusal('postgres://linkseat:secret@127.0.0.1:1/none'),
      refusal('mysql://root:secret@127.0.0.1/none'),
    ]);
    expect(away).toMatchObject({
      code: 7,
      words: expect.stringContaining('Cannot reach the database 127.0.0.1:1/none'),
    });
    expect(away.words).not.toContain('secret');
    expect(wrong).toMatchObject({ code: 2, words: expect.stringContaining('LINKSEAT_DATABASE') });
    expect(wrong.words).not.toContain('secret');
    expect(await end((await start()).process, 'SIGINT')).toBe(0);
  });
});
