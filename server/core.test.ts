import { describe, expect, it } from 'vitest';
import { mutationOf, createBody, idOf, sendBody } from '../test/fixtures/mutations.ts';
import { hotline, hotlineLead, hotlineOther, police, policeLead, policeOther } from '../test/fixtures/people.ts';
import { createServerKit, handshakeOf, type TestSeat } from '../test/fixtures/server-kit.ts';
import type { Entry } from '../shared/contract/entries.ts';
import { BATCH_BYTES } from '../shared/contract/wire.ts';
import type { Transfer } from '../shared/entities/transfer.ts';

const caseId = idOf(10);
const transferId = idOf(20);

function kinds(entries: readonly Entry[]): string[] {
  return entries.map((entry) => entry.kind);
}

async function transferAt(seat: TestSeat): Promise<Transfer> {
  const found = (await seat.pullAll()).findLast((entry) => entry.kind === 'transfer');
  if (!found) throw new Error('no transfer');
  return found.transfer;
}

describe('identity', () => {
  it('P1: refuses another protocol, an unknown seat, a foreign centre and a wrong proof', async () => {
    const { core } = await createServerKit();
    const codeOf = async (handshake: unknown): Promise<string> => {
      const result = await core().connect(handshake, () => {});
      return result.ok ? 'ok' : result.error.code;
    };
    expect(await codeOf(handshakeOf(hotline, { protocol: 99 }))).toBe('oldProtocol');
    expect(await codeOf(handshakeOf(hotline, { seatId: 'nowhere' }))).toBe('forbidden');
    expect(await codeOf(handshakeOf(hotline, { centreId: 'xz-110' }))).toBe('forbidden');
    expect(await codeOf(handshakeOf(hotline, { operatorId: 'chen-gang' }))).toBe('badSignIn');
    expect(await codeOf(handshakeOf(hotline, { token: 'no' }))).toBe('badSignIn');
    expect(await codeOf({ seatId: 7 })).toBe('invalid');
    expect(await codeOf(handshakeOf(hotline))).toBe('ok');
  });

  it('P2: before anybody has signed in only hello is answered, with the names of the own centre', async () => {
    const { seat } = await createServerKit();
    const empty = await seat(hotline, { operatorId: null, token: '' });
    const hello = await empty.ask({ type: 'hello' });
    expect(hello.ok && hello.value.operator).toBeNull();
    expect(hello.ok && hello.value.operators.every((operator) => operator.centreId === 'xz-12345')).toBe(true);
    const pulled = await empty.ask({ type: 'pull', cursor: 0, scope: 'xz-12345:cases', epoch: null });
    expect(pulled).toMatchObject({ ok: false, error: { code: 'notSignedIn' } });
  });

  it('P3: the newer connection of a seat wins and the older is told', async () => {
    const { seat } = await createServerKit();
    const older = await seat(hotline);
    const newer = await seat(hotline);
    expect(older.downs).toContainEqual({ type: 'goodbye', code: 'alreadyTaken' });
    expect(await older.ask({ type: 'hello' })).toMatchObject({ ok: false, error: { code: 'alreadyTaken' } });
    expect((await newer.ask({ type: 'hello' })).ok).toBe(true);
  });
});

describe('push', () => {
  it('P4: the same mutation again gets the same answer and changes nothing', async () => {
    const { seat } = await createServerKit();
    const sender = await seat(hotline);
    const create = mutationOf(hotline, createBody(caseId));
    const wrong = mutationOf(hotline, createBody(caseId));
    expect(await sender.push(create, create, wrong)).toEqual([
      { id: create.id, outcome: 'applied' },
      { id: create.id, outcome: 'applied' },
      { id: wrong.id, outcome: 'rejected', code: 'wrongOrder' },
    ]);
    expect(await sender.push(wrong, create)).toEqual([
      { id: wrong.id, outcome: 'rejected', code: 'wrongOrder' },
      { id: create.id, outcome: 'applied' },
    ]);
    expect(kinds(await sender.pullAll())).toEqual(['case']);
  });

  it('P5: a mutation that cannot be read is refused alone', async () => {
    const { seat } = await createServerKit();
    const sender = await seat(hotline);
    const good = mutationOf(hotline, createBody(caseId));
    const bad = { ...mutationOf(hotline, createBody(idOf(11))), ageMs: -1 };
    const answer = await sender.ask({ type: 'push', mutations: [bad, good] });
    expect(answer.ok && answer.value.results).toEqual([
      { id: bad.id, outcome: 'rejected', code: 'invalid' },
      { id: good.id, outcome: 'applied' },
    ]);
    const nameless = await sender.connection.request({ type: 'push', mutations: [{ name: 'what' }] });
    expect(nameless).toMatchObject({ ok: true, value: { results: [] } });
  });

  it('P6: decides whose mutation it is by the directory, not by its word', async () => {
    const { seat } = await createServerKit();
    const sender = await seat(hotline);
    const colleague = mutationOf(hotline, createBody(idOf(11)), { operatorId: 'zhao-lei' });
    const stranger = mutationOf(hotline, createBody(idOf(12)), { operatorId: 'chen-gang' });
    const otherSeat = mutationOf(hotline, createBody(idOf(13)), { seatId: '12345-02' });
    const dedicate = mutationOf(hotline, { name: 'lead.dedicate', args: { seatId: '12345-01', dedicated: null } });
    const results = await sender.push(colleague, stranger, otherSeat, dedicate);
    expect(results.map((each) => (each.outcome === 'applied' ? 'applied' : each.code))).toEqual([
      'applied', 'forbidden', 'forbidden', 'forbidden',
    ]);
    const [entry] = await sender.pullAll();
    expect(entry?.kind === 'case' && entry.case.createdBy.name).toBe('赵磊');
  });

  it('P8: what arrives in one tick is decided in order in one commit', async () => {
    const { seat, clock } = await createServerKit();
    const one = await seat(hotline);
    const other = await seat(hotlineOther);
    const answers = Promise.all([
      one.connection.request({ type: 'push', mutations: [mutationOf(hotline, createBody(caseId))] }),
      other.connection.request({ type: 'push', mutations: [mutationOf(hotlineOther, { name: 'case.note', args: { caseId, noteId: idOf(30), text: '补充' } })] }),
    ]);
    await clock.advance(0);
    expect(await answers).toMatchObject([{ value: { results: [{ outcome: 'applied' }] } }, { value: { results: [{ outcome: 'applied' }] } }]);
    const pokes = one.downs.filter((down) => down.type === 'poke');
    expect(pokes).toHaveLength(1);
    expect(kinds(pokes[0]?.page?.entries ?? [])).toEqual(['case', 'caseChange']);
  });
});

describe('who reads what', () => {
  it('P11: a centre reads a case from the transfer on, and forgets it when it is withdrawn', async () => {
    const { seat } = await createServerKit();
    const sender = await seat(hotline);
    const receiver = await seat(police);
    await sender.push(mutationOf(hotline, createBody(caseId)));
    expect(await receiver.pullAll()).toEqual([]);
    expect(receiver.downs.filter((down) => down.type === 'poke')).toEqual([]);

    await sender.push(mutationOf(hotline, sendBody(transferId, caseId)));
    const seen = await receiver.pullAll();
    expect(kinds(seen)).toEqual(['case', 'transfer']);

    const note = mutationOf(hotline, { name: 'case.note', args: { caseId, noteId: idOf(30), text: '还有一人' } });
    const withdraw = mutationOf(hotline, { name: 'transfer.withdraw', args: { transferId, caseId, text: '' } });
    await sender.push(note, withdraw);
    const after = await receiver.pullAll(seen.at(-1)?.seq);
    expect(kinds(after)).toEqual(['caseChange', 'transfer', 'caseGone']);
    const later = mutationOf(hotline, { name: 'case.note', args: { caseId, noteId: idOf(31), text: '不再外发' } });
    await sender.push(later);
    expect(await receiver.pullAll(after.at(-1)?.seq)).toEqual([]);
  });

  it('P11: sent again after a return, the case comes as a new snapshot', async () => {
    const { seat } = await createServerKit();
    const sender = await seat(hotline);
    const receiver = await seat(police);
    await sender.push(mutationOf(hotline, createBody(caseId)), mutationOf(hotline, sendBody(transferId, caseId)));
    const args = { transferId, caseId, reason: 'notOurs' as const, item: '', text: '' };
    await receiver.push(mutationOf(police, { name: 'transfer.return', args }));
    const cursor = (await receiver.pullAll()).at(-1)?.seq;
    await sender.push(mutationOf(hotline, sendBody(idOf(21), caseId)));
    expect(kinds(await receiver.pullAll(cursor))).toEqual(['case', 'transfer']);
  });

  it('P3: administrators read no case, auditors read and change nothing, only leads and above see the board', async () => {
    const { seat } = await createServerKit();
    const sender = await seat(hotline);
    await sender.push(mutationOf(hotline, createBody(caseId)));
    const admin = await seat({ actor: { ...hotline.actor, operatorId: 'zhou-wei', seatId: '12345-03' }, role: 'admin' });
    expect(await admin.pullAll()).toEqual([]);
    const auditor = await seat({ actor: { ...hotline.actor, operatorId: 'wu-fang', seatId: '12345-04' }, role: 'auditor' });
    expect(kinds(await auditor.pullAll())).toEqual(['case']);
    const edit = mutationOf(auditor.author, { name: 'case.note', args: { caseId, noteId: idOf(30), text: '不应写入' } });
    expect(await auditor.push(edit)).toMatchObject([{ outcome: 'rejected', code: 'forbidden' }]);
    expect(await auditor.ask({ type: 'lease', kind: 'order', count: 5 })).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect((await auditor.ask({ type: 'board' })).ok).toBe(true);
    expect(await sender.ask({ type: 'board' })).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  });
});

describe('pull and poke', () => {
  it('P10: a poke carries the page that follows what the scope could read before', async () => {
    const { seat } = await createServerKit();
    const sender = await seat(hotline);
    const receiver = await seat(police);
    await sender.push(mutationOf(hotline, createBody(caseId)));
    await sender.push(mutationOf(hotline, createBody(idOf(11))));
    const [first, second] = sender.downs.flatMap((down) => (down.type === 'poke' && down.page ? [down.page] : []));
    expect([first?.from, first?.cursor, second?.from, second?.cursor]).toEqual([0, 1, 1, 2]);
    await sender.push(mutationOf(hotline, sendBody(transferId, caseId)));
    const [page] = receiver.downs.flatMap((down) => (down.type === 'poke' && down.page ? [down.page] : []));
    // Nothing between 0 and the cursor was for this centre, so a store that never saw anything may apply it.
    expect([page?.from, page?.cursor]).toEqual([0, 4]);
    expect(page?.entries).toEqual(await receiver.pullAll());
  });

  it('P9: the doorbell comes before the acknowledgement', async () => {
    const { seat, clock } = await createServerKit();
    const sender = await seat(hotline);
    const order: string[] = [];
    const answer = sender.connection.request({ type: 'push', mutations: [mutationOf(hotline, createBody(caseId))] });
    void answer.then(() => order.push(sender.downs.some((down) => down.type === 'poke') ? 'poke first' : 'answer first'));
    await clock.advance(0);
    expect(order).toEqual(['poke first']);
  });

  it('P12: pages are cut by bytes and follow one another without a gap', async () => {
    const { seat } = await createServerKit();
    const sender = await seat(hotline);
    const narrative = '街道积水严重'.repeat(1_000);
    for (let index = 0; index < 40; index += 1) {
      const [result] = await sender.push(mutationOf(hotline, createBody(idOf(100 + index), { narrative })));
      expect(result?.outcome).toBe('applied');
    }
    const hello = await sender.ask({ type: 'hello' });
    if (!hello.ok) throw new Error(hello.error.code);
    const { scope, epoch } = hello.value;
    let cursor = 0;
    const pages = [];
    for (let more = true; more; ) {
      const answer = await sender.ask({ type: 'pull', cursor, scope, epoch });
      if (!answer.ok) throw new Error(answer.error.code);
      const { page } = answer.value;
      expect(page.from).toBe(cursor);
      expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThanOrEqual(BATCH_BYTES);
      pages.push(page);
      ({ cursor, more } = page);
    }
    expect(pages.length).toBeGreaterThan(2);
    expect(pages.flatMap((page) => page.entries).map((entry) => entry.seq)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  });

  it('P13: another scope or epoch, or a cursor ahead of the log, starts again from 0', async () => {
    const { seat } = await createServerKit();
    const sender = await seat(hotline);
    await sender.push(mutationOf(hotline, createBody(caseId)));
    const fromOf = async (cursor: number, scope: string, epoch: string | null): Promise<number> => {
      const answer = await sender.ask({ type: 'pull', cursor, scope, epoch });
      return answer.ok ? answer.value.page.from : -1;
    };
    expect(await fromOf(1, 'xz-12345:cases', idOf(1))).toBe(1);
    expect(await fromOf(1, 'xz-110:cases', idOf(1))).toBe(0);
    expect(await fromOf(1, 'xz-12345:cases', idOf(2))).toBe(0);
    expect(await fromOf(50, 'xz-12345:cases', idOf(1))).toBe(0);
  });
});

describe('leases', () => {
  it('P14: serials are given once, per centre for orders and over all for codes, also after a restart', async () => {
    const kit = await createServerKit();
    const lease = async (seat: TestSeat, kind: 'order' | 'code', count: number): Promise<number> => {
      const answer = await seat.ask({ type: 'lease', kind, count });
      return answer.ok ? answer.value.first : -1;
    };
    const first = await kit.seat(hotline);
    const second = await kit.seat(police);
    expect(await lease(first, 'order', 100)).toBe(1);
    expect(await lease(second, 'order', 100)).toBe(1);
    expect(await lease(first, 'code', 50)).toBe(1);
    expect(await lease(second, 'code', 50)).toBe(51);
    await kit.restart();
    expect(await lease(await kit.seat(hotlineOther), 'order', 10)).toBe(101);
    expect(await lease(await kit.seat(policeOther), 'code', 10)).toBe(101);
  });
});

describe('offers', () => {
  it('P15: stored and offered in one commit, to the longest idle; unseen for 3 s, also to the next', async () => {
    const { seat, clock } = await createServerKit();
    const sender = await seat(hotline);
    const one = await seat(police);
    const other = await seat(policeOther);
    await one.say('idle');
    await clock.advance(1_000);
    await other.say('idle');
    sender.downs.length = 0;
    await sender.push(mutationOf(hotline, createBody(caseId)), mutationOf(hotline, sendBody(transferId, caseId)));
    expect(sender.downs.filter((down) => down.type === 'poke')).toHaveLength(1);
    expect((await transferAt(sender)).offers.map((offer) => offer.seatId)).toEqual(['110-01']);
    await clock.advance(2_999);
    expect((await transferAt(sender)).offers).toHaveLength(1);
    await clock.advance(2);
    expect((await transferAt(sender)).offers.map((offer) => offer.seatId)).toEqual(['110-01', '110-02']);
    // First taker wins, also the one who was late to paint it.
    const args = { transferId, caseId, orderNumber: 'JD26000001' };
    expect(await one.push(mutationOf(police, { name: 'transfer.accept', args }))).toMatchObject([{ outcome: 'applied' }]);
    expect(await other.push(mutationOf(policeOther, { name: 'transfer.accept', args }))).toMatchObject([{ code: 'alreadyTaken' }]);
    expect((await transferAt(sender)).offers.every((offer) => offer.endedAt !== null)).toBe(true);
  });

  it('P15: painted but not taken for 15 s, also offered to the next', async () => {
    const { seat, clock } = await createServerKit();
    const sender = await seat(hotline);
    const one = await seat(police);
    await one.say('idle');
    await sender.push(mutationOf(hotline, createBody(caseId)), mutationOf(hotline, sendBody(transferId, caseId)));
    await one.push(mutationOf(police, { name: 'transfer.seen', args: { transferId, caseId } }));
    const other = await seat(policeOther);
    await other.say('idle');
    await clock.advance(14_000);
    expect((await transferAt(sender)).offers).toHaveLength(1);
    await clock.advance(1_001);
    expect((await transferAt(sender)).offers.map((offer) => offer.seatId)).toEqual(['110-01', '110-02']);
  });

  it('P16: nobody there raises the alarm; whoever becomes idle is offered it all the same', async () => {
    const { seat, clock } = await createServerKit();
    await clock.advance(3_001);
    const sender = await seat(hotline);
    await sender.push(mutationOf(hotline, createBody(caseId)), mutationOf(hotline, sendBody(transferId, caseId)));
    const alarmed = await transferAt(sender);
    expect([alarmed.status, alarmed.alarm === null]).toEqual(['escalated', false]);
    const late = await seat(police);
    await late.say('idle');
    expect(await transferAt(sender)).toMatchObject({ status: 'offered', offers: [{ seatId: '110-01' }] });
  });

  it('P16: a lost seat loses its offers after the grace; the next one gets them', async () => {
    const { seat, clock } = await createServerKit({ unseenMs: 60_000 });
    const sender = await seat(hotline);
    const one = await seat(police);
    await one.say('idle');
    await sender.push(mutationOf(hotline, createBody(caseId)), mutationOf(hotline, sendBody(transferId, caseId)));
    const other = await seat(policeOther);
    await other.say('idle');
    one.connection.close();
    await clock.advance(2_900);
    expect((await transferAt(sender)).offers).toHaveLength(1);
    await clock.advance(200);
    const { offers } = await transferAt(sender);
    expect(offers.map((offer) => [offer.seatId, offer.endedAt !== null])).toEqual([['110-01', true], ['110-02', false]]);
  });

  it('P15: one offer at a time for a seat; the most urgent of those that wait comes next', async () => {
    const { seat } = await createServerKit();
    const sender = await seat(hotline);
    const one = await seat(police);
    await one.say('idle');
    const bodies = [0, 1, 2].flatMap((index) => [createBody(idOf(100 + index)), sendBody(idOf(200 + index), idOf(100 + index), `00000${index}`)]);
    await sender.push(...bodies.map((body) => mutationOf(hotline, body)));
    const danger = sendBody(idOf(300), idOf(301), '000009');
    if (danger.name === 'transfer.send') danger.args.danger = true;
    await sender.push(mutationOf(hotline, createBody(idOf(301))), mutationOf(hotline, danger));
    const args = { transferId: idOf(200), caseId: idOf(100), orderNumber: 'JD26000001' };
    await one.push(mutationOf(police, { name: 'transfer.accept', args }));
    const offered = (await sender.pullAll()).flatMap((entry) =>
      entry.kind === 'transfer' && entry.transfer.offers.some((offer) => offer.endedAt === null) ? [entry.transfer.id] : [],
    );
    expect(new Set(offered)).toEqual(new Set([idOf(200), idOf(300)]));
  });

  it('P17: deadlines survive a restart of the server', async () => {
    const kit = await createServerKit();
    const sender = await kit.seat(hotline);
    const receiver = await kit.seat(police);
    await receiver.say('idle');
    const negotiated = sendBody(transferId, caseId);
    if (negotiated.name === 'transfer.send') negotiated.args.mode = 'negotiate';
    await sender.push(mutationOf(hotline, createBody(caseId)), mutationOf(hotline, negotiated));
    const args = { transferId, caseId, orderNumber: 'JD26000001' };
    await receiver.push(mutationOf(police, { name: 'transfer.accept', args }));
    await kit.restart();
    await kit.clock.advance(599_000);
    expect((await transferAt(await kit.seat(hotline))).status).toBe('negotiating');
    await kit.clock.advance(2_000);
    expect((await transferAt(await kit.seat(hotline))).status).toBe('firstReceiver');
  });

  it('P16: after a restart seats get the grace to come back before anybody is alarmed', async () => {
    const kit = await createServerKit({ nobodyMs: 1_000 });
    const sender = await kit.seat(hotline);
    await (await kit.seat(police)).say('idle');
    await sender.push(mutationOf(hotline, createBody(caseId)), mutationOf(hotline, sendBody(transferId, caseId)));
    await kit.clock.advance(1_000);
    await kit.restart();
    const back = await kit.seat(hotline);
    await kit.clock.advance(1_500);
    expect((await transferAt(back)).alarm).toBeNull();
    await kit.clock.advance(2_000);
    expect((await transferAt(back)).alarm).not.toBeNull();
  });
});

describe('the board', () => {
  it('P18: a lead dedicates a seat, offers follow at once, and the dedication ends by itself', async () => {
    const { seat, clock } = await createServerKit();
    const sender = await seat(hotline);
    const lead = await seat(policeLead);
    const longest = await seat(police);
    await longest.say('idle');
    await clock.advance(10);
    const chosen = await seat(policeOther);
    await chosen.say('idle');
    lead.downs.length = 0;
    const dedicated = { servesCentreId: 'xz-12345', locatedAtCentreId: 'xz-110', reason: '高峰', expiresAt: clock.now() + 60_000 };
    const dedicate = mutationOf(policeLead, { name: 'lead.dedicate', args: { seatId: '110-02', dedicated } });
    expect(await lead.push(dedicate)).toMatchObject([{ outcome: 'applied' }]);
    await clock.advance(0);
    expect(lead.downs).toContainEqual({ type: 'boardChanged' });
    await sender.push(mutationOf(hotline, createBody(caseId)), mutationOf(hotline, sendBody(transferId, caseId)));
    expect((await transferAt(sender)).offers.map((offer) => offer.seatId)).toEqual(['110-02']);
    const rows = async () => {
      const board = await lead.ask({ type: 'board' });
      return board.ok ? board.value.seats : [];
    };
    expect((await rows()).find((row) => row.seatId === '110-02')).toMatchObject({ dedicated, openOffers: 1, online: true, state: 'idle' });
    expect((await rows()).map((row) => row.seatId)).toEqual(['110-01', '110-02', '110-03', '110-04']);
    await clock.advance(60_001);
    expect((await rows()).find((row) => row.seatId === '110-02')?.dedicated).toBeNull();
    const foreign = mutationOf(policeLead, { name: 'lead.dedicate', args: { seatId: '12345-02', dedicated: null } });
    expect(await lead.push(foreign)).toMatchObject([{ code: 'forbidden' }]);
  });

  it('P18: a short loss of the network does not cost the place in the queue', async () => {
    const { seat, clock } = await createServerKit();
    const lead = await seat(hotlineLead);
    const one = await seat(hotline);
    await one.say('idle');
    const since = clock.now();
    await clock.advance(5_000);
    one.connection.close();
    await clock.advance(1_000);
    await seat(hotline);
    const board = await lead.ask({ type: 'board' });
    expect(board.ok && board.value.seats.find((row) => row.seatId === '12345-01')).toMatchObject({ state: 'idle', since });
  });
});

describe('bounds', () => {
  it('P19: too many requests of one connection are refused, the others go on', async () => {
    const { seat, clock } = await createServerKit({ requestBurst: 5, requestsPerSecond: 1 });
    const loud = await seat(hotline);
    const calm = await seat(police);
    const answers = await Promise.all(Array.from({ length: 10 }, () => loud.connection.request({ type: 'hello' })));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(5);
    expect(answers.at(-1)).toMatchObject({ ok: false, error: { code: 'rateLimited' } });
    expect((await calm.ask({ type: 'hello' })).ok).toBe(true);
    await clock.advance(1_000);
    expect((await loud.ask({ type: 'hello' })).ok).toBe(true);
  });

  it('P20: a stopping server decides what arrived, then says goodbye', async () => {
    const { seat, core, clock } = await createServerKit();
    const sender = await seat(hotline);
    const answer = sender.connection.request({ type: 'push', mutations: [mutationOf(hotline, createBody(caseId))] });
    await clock.settle();
    const stopped = core().stop();
    await clock.advance(0);
    await stopped;
    expect(await answer).toMatchObject({ ok: true, value: { results: [{ outcome: 'applied' }] } });
    expect(sender.downs.at(-1)).toEqual({ type: 'goodbye', code: 'shuttingDown' });
  });
});
