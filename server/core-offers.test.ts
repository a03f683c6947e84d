import { describe, expect, it } from 'vitest';
import type { Transfer } from '../shared/entities/transfer.ts';
import { createBody, idOf, mutationOf, sendBody } from '../test/fixtures/mutations.ts';
import { hotline, hotlineLead, police, policeLead, policeOther } from '../test/fixtures/people.ts';
import { createServerKit, type TestSeat } from '../test/fixtures/server-kit.ts';

const caseId = idOf(10);
const transferId = idOf(20);

async function transferAt(seat: TestSeat): Promise<Transfer> {
  const found = (await seat.pullAll()).findLast((entry) => entry.kind === 'transfer');
  if (!found) throw new Error('no transfer');
  return found.transfer;
}

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
    expect(await one.push(mutationOf(police, { name: 'transfer.accept', args }))).toMatchObject([
      { outcome: 'applied' },
    ]);
    expect(await other.push(mutationOf(policeOther, { name: 'transfer.accept', args }))).toMatchObject([
      { code: 'alreadyTaken' },
    ]);
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

  it('P36: a backlog of any length is offered to nobody and holds nothing fresh up, through a restart too; anybody takes from it', async () => {
    const { seat, clock, restart } = await createServerKit();
    const sender = await seat(hotline);
    const many = Array.from({ length: 150 }, (_, at) => ({ caseId: idOf(1_000 + at), transferId: idOf(2_000 + at) }));
    const old = { ageMs: 30_000 };
    const bodies = many.flatMap((each) => [createBody(each.caseId), sendBody(each.transferId, each.caseId)]);
    await sender.push(...bodies.map((body) => mutationOf(hotline, body, old)));
    await restart();
    const one = await seat(police);
    await one.say('idle');
    const statuses = async () =>
      new Map(
        (await one.pullAll()).flatMap((entry) =>
          entry.kind === 'transfer' ? [[entry.transfer.id, entry.transfer.status] as const] : [],
        ),
      );
    await clock.advance(10_000);
    expect([...(await statuses()).values()]).toEqual(many.map(() => 'stored'));
    // Nobody was free for it in its own moment: it must be found behind all that is older.
    const again = await seat(hotline);
    await one.say('busy');
    await again.push(mutationOf(hotline, createBody(caseId)), mutationOf(hotline, sendBody(transferId, caseId)));
    await one.say('idle');
    expect((await statuses()).get(transferId)).toBe('offered');
    const args = { ...many[70]!, orderNumber: 'JD26000001' };
    expect(await one.push(mutationOf(police, { name: 'transfer.accept', args }))).toMatchObject([
      { outcome: 'applied' },
    ]);
    // Ten minutes without anybody: now it does alarm.
    await clock.advance(600_000);
    const after = await statuses();
    expect([after.get(args.transferId), after.get(many[0]!.transferId)]).toEqual(['accepted', 'escalated']);
  });

  it('P36: what is in danger is offered at once, however old it is', async () => {
    const { seat } = await createServerKit();
    const sender = await seat(hotline);
    const one = await seat(police);
    await one.say('idle');
    const danger = sendBody(transferId, caseId);
    if (danger.name === 'transfer.send') danger.args.danger = true;
    await sender.push(...[createBody(caseId), danger].map((body) => mutationOf(hotline, body, { ageMs: 3_600_000 })));
    expect(await transferAt(sender)).toMatchObject({ status: 'offered', offers: [{ seatId: '110-01' }] });
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
    expect(offers.map((offer) => [offer.seatId, offer.endedAt !== null])).toEqual([
      ['110-01', true],
      ['110-02', false],
    ]);
  });

  it('P16: a connection lost for a moment is no reason for an alarm', async () => {
    const { seat, clock } = await createServerKit();
    await clock.advance(3_001);
    const sender = await seat(hotline);
    const one = await seat(police);
    await one.say('idle');
    one.connection.close();
    await sender.push(mutationOf(hotline, createBody(caseId)), mutationOf(hotline, sendBody(transferId, caseId)));
    expect((await transferAt(sender)).status).toBe('stored');
    await clock.advance(1_000);
    await seat(police);
    await clock.advance(0);
    expect(await transferAt(sender)).toMatchObject({ status: 'offered', alarm: null });
  });

  it('P15: a seat that paints late is in line again', async () => {
    const { seat, clock } = await createServerKit();
    const sender = await seat(hotline);
    const slow = await seat(police);
    await slow.say('idle');
    await clock.advance(10);
    await (await seat(policeOther)).say('idle');
    await sender.push(mutationOf(hotline, createBody(caseId)), mutationOf(hotline, sendBody(transferId, caseId)));
    await clock.advance(3_001);
    const painted = mutationOf(police, { name: 'transfer.seen', args: { transferId, caseId } });
    expect(await slow.push(painted)).toMatchObject([{ outcome: 'applied' }]);
    await sender.push(mutationOf(hotline, { name: 'transfer.withdraw', args: { transferId, caseId, text: '' } }));
    await sender.push(mutationOf(hotline, sendBody(idOf(21), caseId)));
    expect((await transferAt(sender)).offers[0]?.seatId).toBe('110-01');
  });

  it('P15: a seat that paints nothing comes last, heartbeats or not, until a person is noticed there', async () => {
    const { seat, clock } = await createServerKit();
    const sender = await seat(hotline);
    const frozen = await seat(police);
    await frozen.say('idle');
    await clock.advance(10);
    const other = await seat(policeOther);
    await other.say('idle');
    const hand = async (number: number): Promise<Transfer> => {
      const body = sendBody(idOf(200 + number), idOf(100 + number));
      await sender.push(mutationOf(hotline, createBody(idOf(100 + number))), mutationOf(hotline, body));
      return transferAt(sender);
    };
    const accept = (number: number) => {
      const args = { transferId: idOf(200 + number), caseId: idOf(100 + number), orderNumber: 'JD26000001' };
      return other.push(mutationOf(policeOther, { name: 'transfer.accept', args }));
    };
    expect((await hand(1)).offers[0]?.seatId).toBe('110-01');
    await clock.advance(3_001);
    await accept(1);
    await frozen.say('idle');
    expect((await hand(2)).offers[0]?.seatId).toBe('110-02');
    await accept(2);
    await frozen.say('busy');
    await frozen.say('idle');
    await clock.advance(10);
    await other.say('busy');
    await other.say('idle');
    expect((await hand(3)).offers[0]?.seatId).toBe('110-01');
  });

  it('P15: one offer at a time for a seat; the most urgent of those that wait comes next', async () => {
    const { seat } = await createServerKit();
    const sender = await seat(hotline);
    const one = await seat(police);
    await one.say('idle');
    const bodies = [0, 1, 2].flatMap((index) => [
      createBody(idOf(100 + index)),
      sendBody(idOf(200 + index), idOf(100 + index), `00000${index}`),
    ]);
    await sender.push(...bodies.map((body) => mutationOf(hotline, body)));
    const danger = sendBody(idOf(300), idOf(301), '000009');
    if (danger.name === 'transfer.send') danger.args.danger = true;
    await sender.push(mutationOf(hotline, createBody(idOf(301))), mutationOf(hotline, danger));
    const args = { transferId: idOf(200), caseId: idOf(100), orderNumber: 'JD26000001' };
    await one.push(mutationOf(police, { name: 'transfer.accept', args }));
    const offered = (await sender.pullAll()).flatMap((entry) =>
      entry.kind === 'transfer' && entry.transfer.offers.some((offer) => offer.endedAt === null)
        ? [entry.transfer.id]
        : [],
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
    await kit.clock.advance(599_500);
    await kit.restart();
    await kit.clock.advance(1_000);
    const { steps } = await transferAt(await kit.seat(hotline));
    expect(steps.at(-1)).toMatchObject({ what: 'firstReceiver', at: (steps[0]?.at ?? 0) + 600_000 });
  });

  it('P17: a negotiation ends at its deadline and not before', async () => {
    const kit = await createServerKit();
    const sender = await kit.seat(hotline);
    const negotiated = sendBody(transferId, caseId);
    if (negotiated.name === 'transfer.send') negotiated.args.mode = 'negotiate';
    await sender.push(mutationOf(hotline, createBody(caseId)), mutationOf(hotline, negotiated));
    const args = { transferId, caseId, orderNumber: 'JD26000001' };
    await (await kit.seat(police)).push(mutationOf(police, { name: 'transfer.accept', args }));
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
    const dedicated = {
      servesCentreId: 'xz-12345',
      locatedAtCentreId: 'xz-110',
      reason: '高峰',
      expiresAt: clock.now() + 60_000,
    };
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
    expect((await rows()).find((row) => row.seatId === '110-02')).toMatchObject({
      dedicated,
      openOffers: 1,
      online: true,
      state: 'idle',
    });
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
    expect(board.ok && board.value.seats.find((row) => row.seatId === '12345-01')).toMatchObject({
      state: 'idle',
      since,
    });
  });
});
