import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doorbellRights, mutationRights, requestRights, type Right } from '../../server/rights.ts';
import { startServer, type RunningServer } from '../../server/start-server.ts';
import { mutationBodySchema, type MutationBody, type MutationName } from '../../shared/contract/mutations.ts';
import { downSchema, requestSchema, type Down, type Request } from '../../shared/contract/wire.ts';
import type { Author } from '../../shared/decide/decision.ts';
import type { Role } from '../../shared/entities/centre.ts';
import { idOf, mutationOf } from '../fixtures/mutations.ts';
import { hotline, police } from '../fixtures/people.ts';
import { handshakeOf } from '../fixtures/server-kit.ts';
import { createQuickSecrets, prepareStaff } from '../fixtures/sign-in.ts';
import { connectSocketSeat, type SocketSeat } from '../fixtures/socket-seat.ts';
import { personOf, roles, rolesRecords } from './people.ts';
import { requestOf, trialOf, type Side, type Trial } from './trials.ts';

/** Every endpoint that the schemas know, whoever added it: one without a trial or a row fails here. */
const requestTypes = requestSchema.options.map((option) => option.shape.type.value);
const mutationNames = mutationBodySchema.options.map((option) => option.shape.name.value);
const downTypes = downSchema.options.map((option) => option.shape.type.value);

const standings = ['signedOut', ...roles, 'disabled'] as const;
type Standing = (typeof standings)[number];
const centreOf: Record<Side, string> = { sender: 'xz-12345', receiver: 'xz-110' };
const refusals = ['forbidden', 'notSignedIn', 'notVisible', 'notReceiver', 'notSender'];

const found: string[][] = [];
let folder: string;
let server: RunningServer;
let serial = 0;
const open: SocketSeat[] = [];

function roleOf(standing: Standing): Role {
  return roles.find((role) => role === standing) ?? 'operator';
}

/** What the table promises, standing by standing. */
function expectedRow({ who }: Right, yes: string, no: string): string[] {
  return standings.map((standing) =>
    standing === 'disabled' ? 'gone' : who.some((each) => each === standing) ? yes : no,
  );
}

function judged(code: string): string {
  return refusals.includes(code) ? 'refused' : code;
}

/** Told why, and closed. */
function gone({ socket, downs }: SocketSeat): string {
  const told = downs.some((down) => down.type === 'goodbye' && down.code === 'accountDisabled');
  return told && !socket.connected ? 'gone' : 'still there';
}

async function seatOf(author: Author, signedOut = false): Promise<SocketSeat> {
  const seat = await connectSocketSeat(server.url, handshakeOf(author, signedOut ? { token: null } : {}));
  open.push(seat);
  return seat;
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'linkseat-roles-'));
  const started = await startServer({
    host: '127.0.0.1',
    port: 0,
    dataFolder: folder,
    log: () => {},
    secrets: createQuickSecrets(),
    prepare: (store) => prepareStaff(store.staff, rolesRecords),
    // Nobody is idle here: whoever waits is alarmed about at once.
    limits: { graceMs: 1, nobodyMs: 1, requestsPerSecond: 10_000, requestBurst: 10_000 },
  });
  if (!started.ok) throw new Error(started.problem);
  server = started.value;
});

afterAll(async () => {
  for (const { socket } of open) socket.disconnect();
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
  process.stdout.write(`${tableOf(found)}\n`);
});

function tableOf(rows: readonly (readonly string[])[]): string {
  const longest = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) => row.map((cell, at) => cell.padEnd(longest[at] ?? 0)).join('  ')).join('\n');
}

async function outcomeOf(seat: SocketSeat, author: Author, body: MutationBody): Promise<string> {
  const answer = await seat.push(mutationOf(author, body));
  if (!answer.ok) return answer.error.code;
  const [result] = answer.value.results;
  return result?.outcome === 'rejected' ? result.code : 'ok';
}

/** Somebody who was disabled while their connection stood. */
async function disabledSeat(centreId: string): Promise<{ seat: SocketSeat; author: Author }> {
  const office = await seatOf(personOf(centreId, 'admin'));
  const staffNumber = `D${(serial += 1)}`;
  const added = await office.ask({
    type: 'staff.add',
    staffNumber,
    name: '将停用',
    role: 'lead',
    password: 'eight or more',
  });
  if (!added.ok) throw new Error(added.error.code);
  const { operatorId } = added.value;
  const actor = { operatorId, name: '将停用', seatId: centreId === 'xz-110' ? '110-03' : '12345-03', centreId };
  const guest = await connectSocketSeat(server.url, handshakeOf({ actor, role: 'lead' }, { token: null }));
  const signed = await guest.ask({ type: 'signIn', staffNumber, password: 'eight or more' });
  guest.socket.disconnect();
  if (!signed.ok) throw new Error(signed.error.code);
  const seat = await connectSocketSeat(server.url, handshakeOf({ actor, role: 'lead' }, { token: signed.value.token }));
  await office.ask({ type: 'staff.change', operatorId, change: { disabled: true } });
  await seat.closed;
  office.socket.disconnect();
  return { seat, author: { actor, role: 'lead' } };
}

describe('requests', () => {
  async function answered(type: Request['type'], standing: Standing): Promise<string> {
    if (standing === 'disabled') {
      const { seat } = await disabledSeat('xz-12345');
      const answer = await seat.ask(requestOf(type, (serial += 1)) as never);
      return answer.ok ? 'ok' : gone(seat);
    }
    const seat = await seatOf(personOf('xz-12345', roleOf(standing)), standing === 'signedOut');
    const answer = await seat.ask(requestOf(type, (serial += 1)) as never);
    seat.socket.disconnect();
    return answer.ok ? 'ok' : answer.error.code;
  }

  it.each(requestTypes)('P21: %s is answered to whom the table says', async (type: Request['type']) => {
    const row: string[] = [];
    for (const standing of standings) row.push(await answered(type, standing));
    found.push([type, ...row, '']);
    expect(row.map(judged)).toEqual(expectedRow(requestRights[type], 'ok', 'refused'));
  });
});

describe('mutations', () => {
  async function prepared(name: MutationName): Promise<Trial> {
    const trial = trialOf(name, (serial += 1));
    const transferId = idOf(20_000 + serial);
    const [sender, receiver] = [await seatOf(hotline), await seatOf(police)];
    for (const [by, step] of trial.before) {
      const [seat, author] = by === 'sender' ? [sender, hotline] : [receiver, police];
      const outcome = await outcomeOf(seat, author, step);
      if (outcome !== 'ok') throw new Error(`${name}: ${step.name} ${outcome}`);
    }
    if (trial.needsAlarm) await sender.heard((down) => alarmed(down, transferId));
    for (const { socket } of [sender, receiver]) socket.disconnect();
    return trial;
  }

  async function tried(name: MutationName, standing: Standing): Promise<string> {
    const { side, body, passes } = await prepared(name);
    if (standing === 'disabled') {
      const { seat, author } = await disabledSeat(centreOf[side]);
      return (await outcomeOf(seat, author, body)) === 'ok' ? 'ok' : gone(seat);
    }
    const author = personOf(centreOf[side], roleOf(standing));
    const seat = await seatOf(author, standing === 'signedOut');
    const code = await outcomeOf(seat, author, body);
    seat.socket.disconnect();
    return code === passes ? 'ok' : code;
  }

  /** By a centre that has nothing to do with it. */
  async function triedElsewhere(name: MutationName, role: Role): Promise<string> {
    const { body } = await prepared(name);
    const author = personOf('yq-12345', role);
    const seat = await seatOf(author);
    const code = await outcomeOf(seat, author, body);
    seat.socket.disconnect();
    return code;
  }

  it.each(mutationNames)('P21: %s is decided for whom the table says', async (name: MutationName) => {
    const row: string[] = [];
    for (const standing of standings) row.push(await tried(name, standing));
    // A case of its own every centre may make, and the list belongs to all: nobody is a stranger to it.
    const ownToAll: readonly MutationName[] = ['case.create', 'list.publish'];
    const strangers = ownToAll.includes(name)
      ? []
      : [await triedElsewhere(name, 'operator'), await triedElsewhere(name, 'lead')];
    found.push([name, ...row, strangers.length === 0 ? 'own' : strangers.map(judged).join()]);
    expect(row.map(judged)).toEqual(expectedRow(mutationRights[name], 'ok', 'refused'));
    expect(strangers.filter((code) => judged(code) !== 'refused')).toEqual([]);
  });
});

function alarmed(down: Down, transferId: string): boolean {
  const entries = down.type === 'poke' ? (down.page?.entries ?? []) : [];
  return entries.some(
    (entry) => entry.kind === 'transfer' && entry.transfer.id === transferId && entry.transfer.alarm !== null,
  );
}

describe('doorbells', () => {
  it.each(downTypes)('P21: %s rings at whom the table says', async (type: Down['type']) => {
    const row: string[] = [];
    for (const standing of standings) row.push(await rung(type, standing));
    // Nothing of this centre rings in another.
    const stranger = await seatOf(personOf('yq-12345', 'lead'));
    const before = stranger.downs.length;
    if (type !== 'goodbye') await cause(type, personOf('xz-12345', 'lead'), 'lead');
    await stranger.ask({ type: 'hello' });
    const heard = stranger.downs.slice(before);
    stranger.socket.disconnect();
    found.push([type, ...row, heard.length === 0 ? 'silent' : 'rings']);
    expect(row).toEqual(expectedRow(doorbellRights[type], 'rings', 'silent'));
    expect(heard).toEqual([]);
  });

  async function rung(type: Down['type'], standing: Standing): Promise<string> {
    if (standing === 'disabled') return gone((await disabledSeat('xz-12345')).seat);
    const author = personOf('xz-12345', roleOf(standing));
    const listener = await seatOf(author, standing === 'signedOut');
    const before = listener.downs.length;
    await cause(type, author, standing);
    // Doorbells of one connection keep their order: when this answer is here, whatever was to ring has rung.
    if (type !== 'goodbye' || standing === 'signedOut') await listener.ask({ type: 'hello' });
    else await listener.closed;
    const rang = listener.downs.slice(before).some((down) => down.type === type);
    listener.socket.disconnect();
    return rang ? 'rings' : 'silent';
  }

  async function cause(type: Down['type'], author: Author, standing: Standing): Promise<void> {
    if (type === 'goodbye') {
      const newer = await seatOf(author, standing === 'signedOut');
      newer.socket.disconnect();
      return;
    }
    const worker = await seatOf(hotline);
    if (type === 'poke') {
      const { body } = trialOf('case.create', (serial += 1));
      await outcomeOf(worker, hotline, body);
    } else {
      await worker.ask({ type: 'presence', state: 'break' });
      await worker.ask({ type: 'presence', state: 'busy' });
    }
    worker.socket.disconnect();
  }
});

it('P21: the tables have a row for every endpoint and none for anything else', () => {
  expect(Object.keys(requestRights).sort()).toEqual([...requestTypes].sort());
  expect(Object.keys(mutationRights).sort()).toEqual([...mutationNames].sort());
  expect(Object.keys(doorbellRights).sort()).toEqual([...downTypes].sort());
  found.unshift(['endpoint', ...standings, 'other centre']);
});
