import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Author } from '../shared/decide/decision.ts';
import type { Result } from '../shared/contract/errors.ts';
import { createBody, idOf, mutationOf, sendBody } from '../test/fixtures/mutations.ts';
import { hotline, hotlineLead, hotlineOther, police } from '../test/fixtures/people.ts';
import { handshakeOf } from '../test/fixtures/server-kit.ts';
import { prepareStaff } from '../test/fixtures/sign-in.ts';
import { connectSocketSeat, type SocketSeat } from '../test/fixtures/socket-seat.ts';
import { createLog } from './log.ts';
import { LOG_FIELDS } from './ports.ts';
import { startServer, type RunningServer } from './start-server.ts';
import type { ServerStore } from './store/store.ts';

const prepare = (store: ServerStore) => prepareStaff(store.staff);

/** Everything of a person that goes through this server in the scenario carries one of these. */
const marks = {
  name: '记号甲',
  number: '13800004321',
  narrative: '记号乙在和平街口被打伤',
  address: '记号丙小区三号楼',
  remark: '记号丁',
  token: 'mark-secret-token',
  password: '记号戊的口令',
  wideNumber: 'MARK-NUMBER-9',
};
const PINO_FIELDS = ['level', 'time', 'pid', 'hostname', 'name', 'event'];

describe('P35: what is told outside holds nothing of a person', () => {
  let folder: string;
  let server: RunningServer;
  const lines: string[] = [];
  const answers: Result<unknown>[] = [];
  const seats: SocketSeat[] = [];
  const seat = async (author: Author, part = {}): Promise<SocketSeat> => {
    const made = await connectSocketSeat(server.url, handshakeOf(author, part));
    seats.push(made);
    return made;
  };
  const start = async (part: { metricsPort?: number } = {}): Promise<void> => {
    const log = createLog('debug', { write: (line) => void lines.push(line) });
    const limits = { requestBurst: 60, talk: { ...burst(200), characters: burst(1_000_000).messages } };
    const started = await startServer({
      host: '127.0.0.1',
      port: 0,
      dataFolder: folder,
      log,
      limits,
      prepare,
      ...part,
    });
    if (!started.ok) throw new Error(started.problem);
    server = started.value;
  };
  const burst = (count: number) => ({ messages: { perSecond: 1, burst: count } });
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'linkseat-privacy-'));
    lines.length = 0;
    answers.length = 0;
  });
  afterEach(async () => {
    for (const { socket } of seats.splice(0)) socket.disconnect();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Everything that can be done and done wrong, with marked values wherever a value fits. */
  async function richScenario(): Promise<void> {
    const [sender, receiver, lead] = [await seat(hotline), await seat(police), await seat(hotlineLead)];
    const ask = async (from: SocketSeat, message: unknown): Promise<void> => void answers.push(await from.raw(message));
    const [caseId, transferId] = [idOf(10), idOf(20)];
    const fields = {
      narrative: marks.narrative,
      callerNumber: marks.number,
      callerName: marks.name,
      address: marks.address,
    };
    await ask(receiver, { type: 'presence', state: 'idle' });
    const good = [mutationOf(hotline, createBody(caseId, fields)), mutationOf(hotline, sendBody(transferId, caseId))];
    await ask(sender, { type: 'push', mutations: good });
    await ask(sender, { type: 'push', mutations: good });
    const note = { name: 'case.note', args: { caseId, noteId: idOf(30), text: marks.remark } };
    await ask(sender, { type: 'push', mutations: [{ ...mutationOf(hotline, createBody(caseId)), ...note }] });
    await ask(receiver, {
      type: 'push',
      mutations: [mutationOf(police, { name: 'transfer.seen', args: { transferId, caseId } })],
    });
    const wrongField = { ...fields, callerNumber: { [marks.number]: marks.name } };
    const unreadable = { ...mutationOf(hotline, createBody(idOf(11))), args: { fields: wrongField } };
    for (const message of [
      { type: 'push', mutations: [unreadable] },
      { type: 'push', mutations: [{ [marks.name]: marks.narrative }] },
      { type: marks.narrative },
      { type: 'pull', cursor: -1, scope: marks.address, epoch: marks.number },
      { type: 'pull', cursor: 0, scope: marks.address, epoch: null },
      { type: 'lease', kind: marks.name, count: 1 },
      marks.narrative,
    ])
      await ask(sender, message);
    await ask(sender, { type: 'push', mutations: [mutationOf(hotlineOther, createBody(idOf(12), fields))] });
    await ask(lead, { type: 'board' });
    const office = await seat({
      actor: { ...hotline.actor, operatorId: 'zhou-wei', seatId: '12345-03' },
      role: 'admin',
    });
    const person = { staffNumber: marks.wideNumber, name: marks.name, role: 'operator', password: marks.password };
    for (const message of [
      { type: 'staff.add', ...person },
      { type: 'staff.add', ...person },
      { type: 'staff.add', ...person, role: marks.name },
      { type: 'staff.change', operatorId: marks.token, change: { password: marks.password } },
    ])
      await ask(office, message);
    const guest = await seat(hotlineOther, { token: null });
    for (const password of [marks.password, marks.token, marks.password.repeat(50)])
      for (const staffNumber of [marks.wideNumber, marks.password])
        await ask(guest, { type: 'signIn', staffNumber, password });
    guest.socket.disconnect();
    const wrong = [
      { token: marks.token },
      { seatId: marks.token },
      { protocol: marks.number },
      { centreId: marks.name },
    ];
    for (const part of wrong) {
      await seat(hotlineOther, part as object).catch((error: Error & { data?: unknown }) =>
        answers.push({ ok: false, error: error.data as never }),
      );
    }
    await Promise.all(Array.from({ length: 90 }, () => ask(sender, { type: 'push', mutations: good })));
    const flooder = await seat(hotlineOther);
    for (let each = 0; each < 250; each += 1) flooder.socket.emit('up', marks.narrative, () => {});
    await flooder.closed;
  }

  it('no line of the log, no figure and no refusal', { timeout: 30_000 }, async () => {
    await start();
    await richScenario();
    const base = server.url.replace('ws:', 'http:');
    const metrics = await (await fetch(`${base}/metrics`)).text();
    const health = await (await fetch(`${base}/healthz`)).text();
    const refusals = answers.filter((answer) => !answer.ok);
    expect([lines.length > 10, refusals.length > 40]).toEqual([true, true]);
    const told = [...lines, metrics, health, JSON.stringify(refusals)].join('\n');
    for (const mark of Object.values(marks)) expect(told).not.toContain(mark);

    const known = new Set<string>([...PINO_FIELDS, ...LOG_FIELDS]);
    for (const line of lines) {
      const parsed = JSON.parse(line) as { event?: unknown };
      expect(parsed.event).toEqual(expect.stringMatching(/^[a-z]+\.[a-zA-Z]+$/));
      expect(Object.keys(parsed).filter((name) => !known.has(name))).toEqual([]);
    }
    const figure = (name: string): number => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(metrics)?.[1]);
    expect(figure('linkseat_offers_made_total')).toBe(1);
    expect(figure('linkseat_mutations_total\\{result="applied"\\}')).toBe(4);
    expect(figure('linkseat_mutations_repeated_total')).toBeGreaterThanOrEqual(2);
    expect(figure('linkseat_transfers_waiting\\{danger="no"\\}')).toBe(1);
    expect(figure('linkseat_seats\\{state="idle"\\}')).toBe(1);
    expect(figure('linkseat_connections_turned_away_total\\{why="flooding"\\}')).toBe(1);
    expect(figure('linkseat_commit_seconds_count\\{phase="write"\\}')).toBe(figure('linkseat_commits_total'));
    expect(figure('linkseat_requests_total\\{type="push",result="rateLimited"\\}')).toBeGreaterThan(0);
    expect(figure('linkseat_last_backup_timestamp_seconds')).toBe(0);
    expect(figure('linkseat_store_bytes')).toBeGreaterThan(0);
  });

  it('metrics have a port of their own where one is named', async () => {
    await start({ metricsPort: 0 });
    expect((await fetch(`${server.url.replace('ws:', 'http:')}/metrics`)).status).toBe(404);
    const page = await fetch(`http://127.0.0.1:${server.metricsPort}/metrics`);
    expect(page.headers.get('content-type')).toContain('text/plain');
    expect(await page.text()).toContain('linkseat_commits_total');
    expect((await fetch(`http://127.0.0.1:${server.metricsPort}/healthz`)).status).toBe(404);
  });

  it('a field that is not on the list does not reach the log', () => {
    const log = createLog('debug', { write: (line) => void lines.push(line) });
    log('info', 'sample.event', { seatId: '12345-01', narrative: marks.narrative } as never);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ seatId: '12345-01', event: 'sample.event' });
    expect(lines[0]).not.toContain(marks.narrative);
    server = { close: async () => {} } as RunningServer;
  });
});
