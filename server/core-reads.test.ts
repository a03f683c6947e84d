import { describe, expect, it } from 'vitest';
import type { Entry } from '../shared/contract/entries.ts';
import { BATCH_BYTES } from '../shared/contract/wire.ts';
import { createBody, idOf, mutationOf, sendBody } from '../test/fixtures/mutations.ts';
import { hotline, police, policeOther } from '../test/fixtures/people.ts';
import { createServerKit } from '../test/fixtures/server-kit.ts';

const caseId = idOf(10);
const transferId = idOf(20);

function kinds(entries: readonly Entry[]): string[] {
  return entries.map((entry) => entry.kind);
}

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

  it('P21: administrators read no case, auditors read and change nothing, only leads and above see the board', async () => {
    const { seat } = await createServerKit();
    const sender = await seat(hotline);
    await sender.push(mutationOf(hotline, createBody(caseId)));
    const admin = await seat({
      actor: { ...hotline.actor, operatorId: 'zhou-wei', seatId: '12345-03' },
      role: 'admin',
    });
    expect(await admin.pullAll()).toEqual([]);
    const auditor = await seat({
      actor: { ...hotline.actor, operatorId: 'wu-fang', seatId: '12345-04' },
      role: 'auditor',
    });
    expect(kinds(await auditor.pullAll())).toEqual(['case']);
    const edit = mutationOf(auditor.author, {
      name: 'case.note',
      args: { caseId, noteId: idOf(30), text: '不应写入' },
    });
    // Also what an operator made there: it stays in the outbox until somebody with the right to it signs in.
    const left = { ...edit, id: idOf(31), operatorId: hotline.actor.operatorId };
    for (const mutation of [edit, left]) {
      const answer = await auditor.ask({ type: 'push', mutations: [mutation] });
      expect(answer).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    }
    expect(await auditor.ask({ type: 'lease', kind: 'order', count: 5, above: 0 })).toMatchObject({
      ok: false,
      error: { code: 'forbidden' },
    });
    expect((await auditor.ask({ type: 'board' })).ok).toBe(true);
    expect(await sender.ask({ type: 'board' })).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  });
});

describe('the read-aloud code', () => {
  const stubId = idOf(50);
  const openStub = mutationOf(police, { ...createBody(stubId, {}, { code: '000018', fromCentreId: 'xz-12345' }) });
  if (openStub.name === 'case.create') Object.assign(openStub.args, { kind: '110', orderNumber: 'JD26000001' });
  const address = '七一路北口';
  const late = [
    mutationOf(hotline, createBody(caseId, { address })),
    mutationOf(hotline, sendBody(transferId, caseId, '000018')),
  ];

  it('P11: late data joins the stub, is not offered, and both centres read the same', async () => {
    const { seat } = await createServerKit();
    const sender = await seat(hotline);
    const receiver = await seat(police);
    const idle = await seat(policeOther);
    await idle.say('idle');
    await receiver.push(openStub);
    expect(await sender.pullAll()).toEqual([]);
    await sender.push(...late);
    const seen = await receiver.pullAll();
    expect(kinds(seen)).toEqual(['case', 'case', 'caseChange', 'transfer']);
    expect(seen[1]).toMatchObject({ case: { id: caseId, orderNumbers: { 'xz-110': 'JD26000001' } } });
    expect(seen[2]).toMatchObject({ caseId: stubId, change: { fields: { address }, stub: { joinedCaseId: caseId } } });
    const transfer = { id: transferId, status: 'accepted', late: true, stubCaseId: stubId, offers: [] };
    expect(seen[3]).toMatchObject({ transfer });
    expect((await sender.pullAll()).at(-1)).toMatchObject({ transfer });
  });

  it('P11: typed after the data came, it takes the transfer that carries it', async () => {
    const { seat } = await createServerKit();
    const sender = await seat(hotline);
    const receiver = await seat(police);
    await sender.push(...late);
    expect(await receiver.push(openStub)).toMatchObject([{ outcome: 'applied' }]);
    expect((await sender.pullAll()).at(-1)).toMatchObject({ transfer: { status: 'accepted', stubCaseId: stubId } });
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
    void answer.then(() =>
      order.push(sender.downs.some((down) => down.type === 'poke') ? 'poke first' : 'answer first'),
    );
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
    for (let more = true; more;) {
      const answer = await sender.ask({ type: 'pull', cursor, scope, epoch });
      if (!answer.ok) throw new Error(answer.error.code);
      const { page } = answer.value;
      expect(page.from).toBe(cursor);
      expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThanOrEqual(BATCH_BYTES);
      pages.push(page);
      ({ cursor, more } = page);
    }
    expect(pages.length).toBeGreaterThan(2);
    expect(pages.flatMap((page) => page.entries).map((entry) => entry.seq)).toEqual(
      Array.from({ length: 40 }, (_, index) => index + 1),
    );
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
