import { expect, test } from 'vitest';
import { createWorld } from '../../test/fixtures/knowledge.ts';
import { createBody, idOf, mutationOf, sendBody } from '../../test/fixtures/mutations.ts';
import { hotline, hotlineLead, hotlineOther, police, policeLead, policeOther } from '../../test/fixtures/people.ts';
import { centresThatSee, ownerOfCase } from './visibility.ts';

const caseId = idOf(1);
const transferId = idOf(2);

function worldWithCase() {
  const world = createWorld();
  world.run(mutationOf(hotline, createBody(caseId, { narrative: '隔壁有人打架', address: '和平街' })), hotline);
  return world;
}

test('an edit conflicts only with a field that another seat changed after its baseRev; both values stay', () => {
  const world = worldWithCase();
  world.run(
    mutationOf(
      hotlineOther,
      { name: 'case.edit', args: { caseId, fields: { address: '和平街 3 号' } } },
      { baseRev: 1 },
    ),
    hotlineOther,
  );
  world.run(
    mutationOf(
      hotline,
      { name: 'case.edit', args: { caseId, fields: { address: '和平街 5 号', hurt: 2 } } },
      { baseRev: 1 },
    ),
    hotline,
  );
  const item = world.cases.get(caseId)!;
  expect(item.fields).toMatchObject({ address: '和平街 3 号', hurt: 2 });
  expect(item.conflicts).toMatchObject([{ field: 'address', other: '和平街 5 号', by: hotline.actor }]);
});

test('a seat keeps one losing value of a field: its newest', () => {
  const world = worldWithCase();
  const edit = (who: typeof hotline, address: string) =>
    world.run(mutationOf(who, { name: 'case.edit', args: { caseId, fields: { address } } }, { baseRev: 1 }), who);
  edit(hotlineOther, '和平街 3 号');
  for (const address of ['和平街', '和平街 5', '和平街 5 号']) edit(hotline, address);
  const item = world.cases.get(caseId)!;
  expect(item.fields.address).toBe('和平街 3 号');
  expect(item.conflicts).toMatchObject([{ field: 'address', other: '和平街 5 号', by: hotline.actor, rev: item.rev }]);
});

test('edits that one seat queued up on the same rev follow each other without conflict', () => {
  const world = worldWithCase();
  for (const address of ['和平街 1', '和平街 12', '和平街 12 号']) {
    world.run(
      mutationOf(hotline, { name: 'case.edit', args: { caseId, fields: { address } } }, { baseRev: 1 }),
      hotline,
    );
  }
  expect(world.cases.get(caseId)).toMatchObject({ fields: { address: '和平街 12 号' }, conflicts: [] });
});

test('an edit that was made knowing the conflict settles it', () => {
  const world = worldWithCase();
  world.run(
    mutationOf(hotlineOther, { name: 'case.edit', args: { caseId, fields: { address: '甲' } } }, { baseRev: 1 }),
    hotlineOther,
  );
  world.run(
    mutationOf(hotline, { name: 'case.edit', args: { caseId, fields: { address: '乙' } } }, { baseRev: 1 }),
    hotline,
  );
  const { rev } = world.cases.get(caseId)!;
  world.run(
    mutationOf(hotlineOther, { name: 'case.edit', args: { caseId, fields: { address: '乙' } } }, { baseRev: rev }),
    hotlineOther,
  );
  expect(world.cases.get(caseId)).toMatchObject({ fields: { address: '乙' }, conflicts: [] });
});

test('a centre sees a case from the transfer on, and no more after withdrawal', () => {
  const world = worldWithCase();
  const note = () => mutationOf(police, { name: 'case.note', args: { caseId, noteId: idOf(7), text: '已派警' } });
  expect(world.run(note(), police)).toEqual({ ok: false, code: 'notVisible' });
  world.run(mutationOf(hotline, sendBody(transferId, caseId)), hotline);
  expect(centresThatSee(world.cases.get(caseId)!, [...world.transfers.values()])).toEqual(
    new Set(['xz-12345', 'xz-110']),
  );
  expect(world.run(note(), police).ok).toBe(true);
  world.run(mutationOf(hotline, { name: 'transfer.withdraw', args: { transferId, caseId, text: '' } }), hotline);
  expect(world.run(note(), police)).toEqual({ ok: false, code: 'notVisible' });
});

test('T3a the sender owns the case until a person took it; only the owner may send it on', () => {
  const world = worldWithCase();
  world.run(mutationOf(hotline, sendBody(transferId, caseId)), hotline);
  const owner = () => ownerOfCase(world.cases.get(caseId)!, [...world.transfers.values()]);
  expect(owner()).toBe('xz-12345');
  world.run(
    mutationOf(police, { name: 'transfer.accept', args: { transferId, caseId, orderNumber: 'JD26000001' } }),
    police,
  );
  expect(owner()).toBe('xz-110');
  expect(world.cases.get(caseId)!.orderNumbers).toEqual({ 'xz-12345': 'GD26000001', 'xz-110': 'JD26000001' });
  expect(world.run(mutationOf(hotline, sendBody(idOf(3), caseId)), hotline)).toEqual({
    ok: false,
    code: 'alreadyTaken',
  });
  expect(world.run(mutationOf(police, sendBody(idOf(4), caseId, '000000', 'xz-12345')), police).ok).toBe(true);
});

test('the first taker wins', () => {
  const world = worldWithCase();
  world.run(mutationOf(hotline, sendBody(transferId, caseId)), hotline);
  const take = (who: typeof police) =>
    world.run(
      mutationOf(who, { name: 'transfer.accept', args: { transferId, caseId, orderNumber: 'JD26000002' } }),
      who,
    );
  expect(take(police).ok).toBe(true);
  expect(take(policeOther)).toEqual({ ok: false, code: 'alreadyTaken' });
});

test('a second transfer of the same case to the same centre is refused while the first one lives', () => {
  const world = worldWithCase();
  world.run(mutationOf(hotline, sendBody(transferId, caseId)), hotline);
  expect(world.run(mutationOf(hotline, sendBody(idOf(5), caseId)), hotline)).toEqual({ ok: false, code: 'wrongOrder' });
});

for (const order of ['stub first', 'data first'] as const) {
  test(`the late data leg joins the stub and is not offered anew (${order})`, () => {
    const world = worldWithCase();
    const stubId = idOf(50);
    const stub = { code: '123456', fromCentreId: 'xz-12345' };
    const open = () => world.run(mutationOf(police, createBody(stubId, { address: '电话里说的地址' }, stub)), police);
    const send = () => world.run(mutationOf(hotline, sendBody(transferId, caseId, '123456')), hotline);
    for (const step of order === 'stub first' ? [open, send] : [send, open]) expect(step().ok).toBe(true);
    expect(world.transfers.get(transferId)).toMatchObject({
      status: 'accepted',
      late: true,
      stubCaseId: stubId,
      accepted: { by: police.actor },
    });
    expect(world.cases.get(stubId)).toMatchObject({
      stub: { joinedCaseId: caseId },
      fields: { address: '电话里说的地址', narrative: '隔壁有人打架' },
      conflicts: [{ field: 'address', other: '和平街', by: hotline.actor }],
    });
  });
}

test('what the receiver wrote into a stub before the late data came stands, and the sender’s text stands beside it', () => {
  const world = worldWithCase();
  const stubId = idOf(50);
  world.run(mutationOf(hotline, sendBody(transferId, caseId, '123456')), hotline);
  world.run(mutationOf(police, createBody(stubId, {}, { code: '123456', fromCentreId: 'xz-12345' })), police);
  const heard = { name: 'case.edit', args: { caseId: stubId, fields: { narrative: '穿红衣服', hurt: 1 } } } as const;
  world.run(mutationOf(police, heard, { baseRev: 0 }), police);
  expect(world.cases.get(stubId)).toMatchObject({
    fields: { narrative: '穿红衣服', hurt: 1, address: '和平街' },
    conflicts: [{ field: 'narrative', other: '隔壁有人打架', by: hotline.actor }],
  });
});

test('roles: nobody but an operator or a lead changes cases, nobody but a lead dedicates, and only own seats (T3i)', () => {
  const world = worldWithCase();
  const edit = () => mutationOf(hotline, { name: 'case.edit', args: { caseId, fields: { hurt: 1 } } }, { baseRev: 1 });
  expect(world.run(edit(), { ...hotline, role: 'auditor' })).toEqual({ ok: false, code: 'forbidden' });
  expect(world.run(edit(), { ...hotline, role: 'admin' })).toEqual({ ok: false, code: 'forbidden' });
  const dedicate = (who: typeof hotline) =>
    mutationOf(who, { name: 'lead.dedicate', args: { seatId: '12345-02', dedicated: null } });
  expect(world.run(dedicate(hotline), hotline)).toEqual({ ok: false, code: 'forbidden' });
  expect(world.run(dedicate(policeLead), policeLead)).toEqual({ ok: false, code: 'forbidden' });
  expect(world.run(dedicate(hotlineLead), hotlineLead).ok).toBe(true);
});
