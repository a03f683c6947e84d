import { describe, expect, it } from 'vitest';
import type { Entry } from '../shared/contract/entries.ts';
import { defaultLimits } from '../shared/transfer/deadlines.ts';
import { createBody, idOf, mutationOf, sendBody } from '../test/fixtures/mutations.ts';
import { hotline, hotlineLead, hotlineOther, police, policeOther } from '../test/fixtures/people.ts';
import { tokenOf } from '../test/fixtures/sign-in.ts';
import { createServerKit, handshakeOf, type TestSeat } from '../test/fixtures/server-kit.ts';

const caseId = idOf(10);

function kinds(entries: readonly Entry[]): string[] {
  return entries.map((entry) => entry.kind);
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
    expect(await codeOf(handshakeOf(hotline, { token: tokenOf(hotlineOther.actor) }))).toBe('signInEnded');
    expect(await codeOf(handshakeOf(hotline, { token: 'A'.repeat(43) }))).toBe('signInEnded');
    expect(await codeOf(handshakeOf(hotline, { token: 'no' }))).toBe('invalid');
    expect(await codeOf({ seatId: 7 })).toBe('invalid');
    expect(await codeOf(handshakeOf(hotline))).toBe('ok');
  });

  it('P2: before anybody has signed in hello is answered, without a name or a key, and no work is', async () => {
    const { seat } = await createServerKit();
    const empty = await seat(hotline, { token: null });
    const hello = await empty.ask({ type: 'hello' });
    expect(hello.ok && hello.value.operator).toBeNull();
    expect(JSON.stringify(hello)).not.toMatch(/王敏|wang-min|storeKey/);
    const pulled = await empty.ask({ type: 'pull', cursor: 0, scope: 'xz-12345:cases', epoch: null });
    expect(pulled).toMatchObject({ ok: false, error: { code: 'notSignedIn' } });
  });

  it('P2: a connection on which nobody has signed in throws nobody out and takes nobody’s place', async () => {
    const { seat } = await createServerKit();
    const working = await seat(hotline);
    await working.say('idle');
    const guest = await seat(hotline, { token: null });
    expect(working.downs.filter((down) => down.type === 'goodbye')).toEqual([]);
    expect((await working.ask({ type: 'hello' })).ok).toBe(true);
    const stateOf = async () => {
      const board = await (await seat(hotlineLead)).ask({ type: 'board' });
      return board.ok && board.value.seats.find((each) => each.seatId === hotline.actor.seatId);
    };
    expect(await stateOf()).toMatchObject({ state: 'idle', online: true });
    guest.connection.close();
    expect(await stateOf()).toMatchObject({ state: 'idle', online: true });
  });

  it('P37: hello tells the time limits that this server decides by, also before anybody has signed in', async () => {
    const { seat } = await createServerKit({ signMs: 61_000, backlogAgeMs: 45_000 });
    const limits = { ...defaultLimits, signMs: 61_000, backlogAgeMs: 45_000 };
    for (const part of [{ token: null }, {}])
      expect(await (await seat(hotline, part)).ask({ type: 'hello' })).toMatchObject({ ok: true, value: { limits } });
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
  it('P6: nobody acts as the lead by naming one: what another person made counts as an operator’s', async () => {
    const { seat } = await createServerKit();
    const args = { seatId: '12345-01', dedicated: null };
    const asLead = mutationOf(hotline, { name: 'lead.dedicate', args }, { operatorId: 'li-jing' });
    expect(await (await seat(hotline)).push(asLead)).toMatchObject([{ code: 'forbidden' }]);
    const lead = await seat(hotlineLead);
    expect(await lead.push(mutationOf(hotlineLead, { name: 'lead.dedicate', args }))).toMatchObject([
      { outcome: 'applied' },
    ]);
  });

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
    expect(results.map((each) => (each.outcome === 'rejected' ? each.code : each.outcome))).toEqual([
      'applied',
      'forbidden',
      'forbidden',
      'forbidden',
    ]);
    const [entry] = await sender.pullAll();
    expect(entry?.kind === 'case' && entry.case.createdBy.name).toBe('赵磊');
  });

  it('P4: an id that somebody else already uses is never overwritten', async () => {
    const { seat } = await createServerKit();
    const sender = await seat(hotline);
    const other = await seat(hotlineOther);
    const mine = mutationOf(hotline, createBody(caseId));
    await sender.push(mine, mutationOf(hotline, sendBody(idOf(20), caseId)));
    const taken = { transferId: idOf(20), caseId, orderNumber: 'JD26000001' };
    await (await seat(police)).push(mutationOf(police, { name: 'transfer.accept', args: taken }));
    const theirs = mutationOf(hotlineOther, createBody(idOf(11)));
    const stolenTransfer = mutationOf(hotlineOther, sendBody(idOf(20), idOf(11), '000018'));
    const stolenCase = mutationOf(hotlineOther, createBody(caseId));
    const stolenId = { ...mutationOf(hotlineOther, createBody(idOf(12))), id: mine.id };
    // Apart from the others, which would load what it collides with.
    expect(await other.push(theirs, stolenTransfer)).toMatchObject([{ outcome: 'applied' }, { code: 'wrongOrder' }]);
    expect(await other.push(stolenCase, stolenId)).toMatchObject([{ code: 'wrongOrder' }, { code: 'invalid' }]);
    const transfers = (await sender.pullAll()).flatMap((entry) =>
      entry.kind === 'transfer' ? [entry.transfer.caseId] : [],
    );
    expect(new Set(transfers)).toEqual(new Set([caseId]));
  });

  it('P8: what arrives in one tick is decided in order in one commit', async () => {
    const { seat, clock } = await createServerKit();
    const one = await seat(hotline);
    const other = await seat(hotlineOther);
    const answers = Promise.all([
      one.connection.request({ type: 'push', mutations: [mutationOf(hotline, createBody(caseId))] }),
      other.connection.request({
        type: 'push',
        mutations: [mutationOf(hotlineOther, { name: 'case.note', args: { caseId, noteId: idOf(30), text: '补充' } })],
      }),
    ]);
    await clock.advance(0);
    expect(await answers).toMatchObject([
      { value: { results: [{ outcome: 'applied' }] } },
      { value: { results: [{ outcome: 'applied' }] } },
    ]);
    const pokes = one.downs.filter((down) => down.type === 'poke');
    expect(pokes).toHaveLength(1);
    expect(kinds(pokes[0]?.page?.entries ?? [])).toEqual(['case', 'caseChange']);
  });
});

describe('leases', () => {
  it('P14: serials are given once, per centre for orders and over all for codes, also after a restart', async () => {
    const kit = await createServerKit();
    const lease = async (seat: TestSeat, kind: 'order' | 'code', count: number): Promise<number> => {
      const answer = await seat.ask({ type: 'lease', kind, count, above: 0 });
      return answer.ok ? answer.value.first : -1;
    };
    const first = await kit.seat(hotline);
    const second = await kit.seat(police);
    expect(await lease(first, 'order', 100)).toBe(1);
    expect(await lease(second, 'order', 100)).toBe(1);
    expect(await lease(first, 'code', 50)).toBe(1);
    expect(await lease(second, 'code', 50)).toBe(51);
    const together = [first, second].map((each) =>
      each.connection.request({ type: 'lease', kind: 'code', count: 10, above: 0 }),
    );
    await kit.clock.advance(0);
    expect(await Promise.all(together)).toMatchObject([{ value: { first: 101 } }, { value: { first: 111 } }]);
    await kit.restart();
    expect(await lease(await kit.seat(hotlineOther), 'order', 10)).toBe(101);
    expect(await lease(await kit.seat(policeOther), 'code', 10)).toBe(121);
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
