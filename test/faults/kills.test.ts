import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildStale } from '../../scripts/build.ts';
import { configOf, hotlineDesk, policeDesk, signIn, type DeskPlace } from '../../scripts/stack/demo-stack.ts';
import { startSeatProcess, type SeatProcess } from '../../scripts/stack/seat-process.ts';
import { startServerProcess, type HowToStart, type ServerProcess } from '../../scripts/stack/server-process.ts';
import type { Desk } from '../../shared/contract/desk.ts';
import { hotline, police } from '../fixtures/people.ts';
import { prepareFolder } from '../fixtures/prepared-folder.ts';
import { handshakeOf } from '../fixtures/server-kit.ts';
import { connectSocketSeat } from '../fixtures/socket-seat.ts';
import { whyNoStrace } from '../driver/strace.ts';
import { createDice } from '../simulation/dice.ts';
import { createHands } from './kills/hands.ts';
import { createDeaths, killsIn, type Count } from './kills/lives.ts';
import { everythingStands, isWhole, readAll } from './kills/reckoning.ts';
import { nothingTold } from './kills/told.ts';

const WANTED = Number(process.env['LINKSEAT_KILLS'] ?? 200);
const SEED = Number(process.env['LINKSEAT_KILL_SEED'] ?? 1);
const MAX_MINUTES = Number(process.env['LINKSEAT_MINUTES'] ?? 60);
const MINUTES = 60_000;

const secondDesk = { seatId: '12345-02', centreId: 'xz-12345', operatorId: 'zhao-lei', staffNumber: '1002' } as const;
const desks: readonly DeskPlace[] = [hotlineDesk, policeDesk, secondDesk];

let folder: string;
let server: ServerProcess;
const seats = new Map<string, SeatProcess>();

/** As it ships: also, it starts in half the time. */
const entry = path.join(import.meta.dirname, '../../out/seat/entry.js');
beforeAll(async () => void (await buildStale()), 3 * MINUTES);

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'linkseat-kills-'));
  await prepareFolder(path.join(folder, 'server'));
});

afterEach(async () => {
  await Promise.all([...seats.values()].map((seat) => seat.kill()));
  seats.clear();
  await server.kill();
  await rm(folder, { recursive: true, force: true });
});

async function startServer(how: HowToStart = {}, port = server.port): Promise<ServerProcess> {
  server = await startServerProcess({ dataFolder: path.join(folder, 'server'), port, ...how });
  return server;
}

async function startSeat(desk: DeskPlace, how: HowToStart = {}): Promise<SeatProcess> {
  const seat = await startSeatProcess(configOf(desk, folder, server.url), { entry, quiet: true, ...how });
  seats.set(desk.seatId, seat);
  return seat;
}

test(
  `P4 P8 P14: ${WANTED} times kill -9 over a server and three seats in the middle of their work: nothing told is lost, doubled or out of order`,
  async () => {
    const began = performance.now();
    const dice = createDice(SEED);
    const told = nothingTold();
    const untraced = whyNoStrace();
    if (untraced !== null) process.stdout.write(`kills: none at a chosen write, because ${untraced}\n`);
    const forgotten: string[] = [];
    const count: Count = {
      kills: { starting: 0, working: 0, writing: 0 },
      wanted: WANTED,
      isOver: () => performance.now() - began > MAX_MINUTES * MINUTES,
    };
    await startServer({}, 0);
    await Promise.all(desks.map(async (desk) => signIn(await startSeat(desk), desk)));
    await Promise.all([...seats.values()].map((seat) => seat.kill()));
    await server.kill();

    let served = (): void => undefined;
    const { promise: alone, resolve: nobodyIsLeft } = Promise.withResolvers<unknown>();
    const seatLives = desks.map((desk) => {
      const hands = createHands(desk.seatId, dice.fork(), told);
      const live = async (seat: SeatProcess, done: () => void): Promise<void> => {
        const missing = await hands.remember(seat);
        // What a seat that died meanwhile did not answer says nothing.
        if (missing !== null && seat.process.signalCode === null) forgotten.push(missing);
        await hands.work(seat, () => {
          done();
          served();
        });
      };
      return createDeaths({
        count,
        dice: dice.fork(),
        traced: untraced === null,
        start: (how) => startSeat(desk, how),
        live,
      }).run();
    });
    // What the server does is what the seats have it do: it counts their answers.
    const serve = async ({ process: child }: ServerProcess, done: () => void): Promise<void> => {
      served = done;
      await once(child, 'exit');
    };
    const serverLives = createDeaths({
      count,
      dice: dice.fork(),
      traced: untraced === null,
      start: startServer,
      live: serve,
      abandoned: alone,
    }).run();
    nobodyIsLeft(await Promise.all(seatLives));
    await serverLives;

    await startServer();
    await Promise.all(desks.map((desk) => startSeat(desk)));
    for (const seat of seats.values()) {
      const isSent = ({ link }: Desk): boolean => link.server === 'online' && link.unsent.count === 0;
      await seat.when('all sent', isSent, MINUTES).catch((error: Error) => {
        throw new Error(`${error.message}: ${JSON.stringify(seat.desk().link)}`);
      });
    }
    expect(forgotten).toEqual([]);
    expect([...seats.values()].flatMap((seat) => seat.desk().deadLetters)).toEqual([]);
    for (const author of [hotline, police]) {
      const place = author === hotline ? '12345-03' : '110-03';
      const reader = await connectSocketSeat(
        server.url,
        handshakeOf({ ...author, actor: { ...author.actor, seatId: place } }),
      );
      const read = readAll(await reader.pullAll());
      reader.socket.disconnect();
      everythingStands(read, told);
    }
    await Promise.all([...seats.values()].map((seat) => seat.stop()));
    await server.stop();
    isWhole(path.join(folder, 'server'), 'server.sqlite');
    for (const desk of desks) isWhole(path.join(folder, desk.seatId), 'seat.db');
    const { working, writing, starting } = count.kills;
    const seconds = ((performance.now() - began) / 1_000).toFixed(1);
    process.stdout.write(
      `kills: ${killsIn(count)} (${working} at work, ${writing} at a write, ${starting} while starting) in ${seconds} s; ${told.cases.length} cases, ${told.notes.length} notes, ${told.taken.length} taken, all there\n`,
    );
    expect(killsIn(count) >= WANTED || count.isOver(), `${killsIn(count)} kills`).toBe(true);
    expect(told.cases.length).toBeGreaterThan(0);
  },
  (MAX_MINUTES + 5) * MINUTES,
);
