import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { CaseFieldsPatch } from '../shared/entities/case.ts';
import { median, round } from './bench/figure.ts';
import { given } from './stack/given.ts';
import { configOf, hotlineDesk, policeDesk, signIn } from './stack/demo-stack.ts';
import { clickAndTime, hangUp, takeCall, transferOn } from './stack/main-job.ts';
import { startSeatProcess, type SeatProcess } from './stack/seat-process.ts';
import { startServerProcess } from './stack/server-process.ts';

const ROUNDS = 24;
const OUTAGE_CASES = 5;
/** The outage of a demonstration is short: what is older than this counts as its backlog. */
const BACKLOG_AGE_MS = 1_000;
const SERVER_ARGS = ['--backlog-age-seconds', String(BACKLOG_AGE_MS / 1_000)];

const forPolice: CaseFieldsPatch = {
  narrative: '烧烤摊上两桌人打起来了，有人拿着刀，已经有人受伤流血',
  divisionCode: '140902',
  address: '和平街与长征街口',
  transferConsent: true,
};
const forHotline: CaseFieldsPatch = {
  narrative: '想咨询一下医保异地报销需要带什么材料，去哪里办理',
  divisionCode: '140902',
  address: '忻府区',
  transferConsent: true,
};

const steps: { step: string; ms: number; held: boolean }[] = [];

async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const before = performance.now();
  const report = (held: boolean) => {
    const ms = Math.round((performance.now() - before) * 100) / 100;
    steps.push({ step: name, ms, held });
    console.log(`${held ? '✓' : '✗'} ${name} · ${ms} ms`);
  };
  try {
    const value = await work();
    report(true);
    return value;
  } catch (error) {
    report(false);
    throw error;
  }
}

function check(held: boolean, words: string): void {
  if (!held) throw new Error(words);
}

/** One hand-over in full, ticks checked one by one; answers with click → shown in ms. */
async function handOver(
  from: SeatProcess,
  to: SeatProcess,
  number: string,
  fields: CaseFieldsPatch,
  route: string,
): Promise<number> {
  const intake = await takeCall(from, number, fields);
  check(intake.suggestedRoute === route, `suggested ${intake.suggestedRoute} instead of ${route}`);
  const { clicked, ms } = await clickAndTime(from, to, intake);
  const transferId = given(clicked.transferId, 'the transfer');
  check(clicked.orderNumber !== '', 'no order number');
  const sent = (
    test: (card: { storedAt: number | null; seen: object | null; accepted: object | null }) => boolean,
    what: string,
  ) => from.when(what, (desk) => desk.transfers.some((each) => each.transfer.id === transferId && test(each.transfer)));
  await sent((transfer) => transfer.storedAt !== null, 'tick 1, stored by the server');
  await to.call('transfer.painted', { transferId });
  await sent((transfer) => transfer.seen !== null, 'tick 2, shown at a seat');
  const taken = await to.call('transfer.accept', { transferId });
  await sent((transfer) => transfer.accepted !== null, 'tick 3, taken by a person');
  const { view } = await to.call('case.get', { caseId: taken.caseId });
  check(view.case.fields.narrative === fields.narrative, 'the narrative did not arrive');
  await hangUp(from);
  await to.call('transfer.progress', { transferId, to: 'closed', text: '' });
  await to.call('draft.discard', { draftId: taken.draftId, confirmed: true });
  await from.call('draft.discard', { draftId: intake.draftId, confirmed: true });
  return ms;
}

type OutageCase = { caseId: string; orderNumber: string; transferId: string; narrative: string };

async function workWithoutServer(seat: SeatProcess, fields: CaseFieldsPatch): Promise<OutageCase[]> {
  const made: OutageCase[] = [];
  for (let each = 1; each <= OUTAGE_CASES; each += 1) {
    const narrative = `${fields.narrative ?? ''}（断网第 ${each} 件）`;
    const intake = await takeCall(seat, `1380000${String(each).padStart(4, '0')}`, { ...fields, narrative });
    const clicked = await seat.call('transfer.click', {
      draftId: intake.draftId,
      route: intake.suggestedRoute,
      override: null,
    });
    check(clicked.orderNumber !== '', 'no final number without the server');
    made.push({ ...clicked, transferId: given(clicked.transferId, 'the transfer'), narrative });
    await hangUp(seat);
  }
  return made;
}

async function arrived(seat: SeatProcess, cases: readonly OutageCase[], fromCentreId: string): Promise<void> {
  const list = await seat.when('every case of the outage', (desk) => {
    const known = desk.transfers.filter(
      (each) => cases.some((made) => made.transferId === each.transfer.id) && each.case !== null,
    );
    return known.length === cases.length ? known : null;
  });
  for (const made of cases) {
    check(list.filter((each) => each.transfer.id === made.transferId).length === 1, 'a transfer arrived twice');
    const { view } = await seat.call('case.get', { caseId: made.caseId });
    check(view.case.fields.narrative === made.narrative, 'a narrative changed on the way');
    check(view.case.orderNumbers[fromCentreId] === made.orderNumber, 'an order number changed on the way');
  }
  const order = cases.map((made) => list.find((each) => each.transfer.id === made.transferId)?.transfer.storedAt ?? 0);
  check(order.join() === order.toSorted((a, b) => a - b).join() && order[0] !== 0, 'the cases arrived out of order');
}

function cardOf(seat: SeatProcess, { transferId }: OutageCase) {
  return given(transferOn(seat, transferId), 'the card of a transfer');
}

async function play(folder: string): Promise<Record<string, unknown>> {
  const serverData = path.join(folder, 'server');
  let server = await step('sync server starts', () =>
    startServerProcess({ dataFolder: serverData, port: 0, args: SERVER_ARGS }),
  );
  const seats: SeatProcess[] = [];
  try {
    const [hotline, police] = await step('two seats start', () =>
      Promise.all([
        startSeatProcess(configOf(hotlineDesk, folder, server.url)),
        startSeatProcess(configOf(policeDesk, folder, server.url)),
      ]),
    );
    seats.push(hotline, police);
    await step('operators sign in, numbers are leased', () =>
      Promise.all([signIn(hotline, hotlineDesk), signIn(police, policeDesk)]),
    );

    const toPolice: number[] = [];
    const toHotline: number[] = [];
    for (let each = 0; each < ROUNDS; each += 1) {
      const number = `1380001${String(each).padStart(4, '0')}`;
      toPolice.push(
        await step(`12345 → 110 ${each + 1}/${ROUNDS}`, () => handOver(hotline, police, number, forPolice, '110')),
      );
      toHotline.push(
        await step(`110 → 12345 ${each + 1}/${ROUNDS}`, () => handOver(police, hotline, number, forHotline, '12345')),
      );
    }

    await step('the server is killed; both seats notice', async () => {
      await server.kill();
      await Promise.all([hotline, police].map((seat) => seat.when('offline', (desk) => desk.link.server !== 'online')));
    });
    const [offHotline, offPolice] = await step('both seats go on taking cases, with final order numbers', () =>
      Promise.all([workWithoutServer(hotline, forPolice), workWithoutServer(police, forHotline)]),
    );
    const numbers = [...offHotline, ...offPolice].map((made) => made.orderNumber);
    check(new Set(numbers).size === numbers.length, 'an order number was used twice');
    await step('the outage lasts until all of it is old', () => setTimeout(BACKLOG_AGE_MS));
    const port = server.port;
    server = await step('the server comes back', () =>
      startServerProcess({ dataFolder: serverData, port, args: SERVER_ARGS }),
    );
    await step('everything arrives once, in order', async () => {
      await Promise.all([arrived(police, offHotline, 'xz-12345'), arrived(hotline, offPolice, 'xz-110')]);
      await Promise.all(
        [hotline, police].map((seat) => seat.when('an empty outbox', (desk) => desk.link.unsent.count === 0)),
      );
      for (const seat of [hotline, police]) check(seat.desk().deadLetters.length === 0, 'a change was refused');
    });
    await step('what was in danger is offered at once, the rest stands in one list and is taken from it', async () => {
      for (const made of offHotline) check(!cardOf(police, made).backlog, 'danger waits in a list');
      for (const made of offPolice) {
        const card = cardOf(hotline, made);
        check(card.backlog && !card.offeredHere, 'a backlog is offered one by one');
      }
      for (const { transferId } of offPolice) {
        await hotline.call('transfer.accept', { transferId });
        await police.when('the sender to see who took it', (desk) =>
          desk.transfers.some((each) => each.transfer.id === transferId && each.transfer.accepted !== null),
        );
      }
    });
    const medians = { toPolice: round(median(toPolice)), toHotline: round(median(toHotline)) };
    return {
      transferMs: Math.max(medians.toPolice, medians.toHotline),
      medians,
      samples: ROUNDS,
      outageCases: numbers.length,
    };
  } finally {
    await Promise.all(seats.map((seat) => seat.stop()));
    await server.stop();
  }
}

const folder = await mkdtemp(path.join(os.tmpdir(), 'linkseat-demo-'));
let summary: Record<string, unknown> = {};
let problem: string | null = null;
try {
  summary = await play(folder);
} catch (error) {
  problem = error instanceof Error ? error.message : String(error);
  console.log(`✗ ${problem}`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
const held = problem === null && steps.every((each) => each.held);
console.log(JSON.stringify({ ok: held, ...summary, steps: steps.length, problem }));
process.exitCode = held ? 0 : 1;
