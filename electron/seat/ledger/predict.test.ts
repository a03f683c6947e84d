import { expect, it } from 'vitest';
import { caseOf, outboxRow, transferOf } from '../../../test/fixtures/entities.ts';
import { createBody, idOf, sendBody } from '../../../test/fixtures/mutations.ts';
import type { MutationBody } from '../../../shared/contract/mutations.ts';
import type { OutboxRow } from '../store/seat-store.ts';
import { predict } from './predict.ts';

const id = idOf(1);
let place = 0;
function row(body: MutationBody, part: Partial<OutboxRow> = {}): OutboxRow {
  place += 1;
  return { ...outboxRow(100 + place, 1, { madeAt: 10_000 }), seatSeq: place, body, ...part };
}
const base = { case: caseOf(1, { address: '和平街' }), transfers: [] };

it('lays unsent changes over the base in their order', () => {
  const view = predict(base, [
    row({ name: 'case.edit', args: { caseId: id, fields: { address: '长征街' } } }, { baseRev: 1 }),
    row({ name: 'case.edit', args: { caseId: id, fields: { address: '长征街3号' } } }, { baseRev: 1 }),
    row({ name: 'case.note', args: { caseId: id, noteId: idOf(9), text: '补充' } }),
  ]);
  expect(view.case).toMatchObject({ fields: { address: '长征街3号' }, notes: [{ text: '补充' }], rev: 4 });
});

it('predicts a sent transfer as queued, never as stored', () => {
  const view = predict({ case: null, transfers: [] }, [row(createBody(id)), row(sendBody(idOf(5), id))]);
  expect(view.transfers).toMatchObject([{ id: idOf(5), status: 'queued', storedAt: null, clickedAt: 10_000 }]);
});

it('what the base already holds is not laid over it once more', () => {
  const rows = [
    row({ name: 'case.note', args: { caseId: id, noteId: idOf(9), text: '补充' } }),
    row({ name: 'case.handle', args: { caseId: id, action: 'keep', target: '', text: '' } }),
    row(sendBody(idOf(5), id)),
    row({ name: 'case.edit', args: { caseId: id, fields: { hurt: 2 } } }, { baseRev: 1 }),
  ];
  const by = rows[0]!.actor;
  const held = {
    ...base.case,
    rev: 5,
    fields: { ...base.case.fields, hurt: 2 },
    fieldRevs: { hurt: { rev: 4, seatId: by.seatId } },
    notes: [{ id: idOf(9), text: '补充', by, at: 10_020 }],
    handlings: [{ action: 'keep' as const, target: '', text: '', by, at: 10_020 }],
  };
  const stored = { ...transferOf(5, 1), status: 'offered' as const };
  expect(predict({ case: held, transfers: [stored] }, rows)).toEqual({ case: held, transfers: [stored] });
});

it('leaves out what the server would refuse now', () => {
  const closed = { ...base, transfers: [{ ...transferOf(5, 1), status: 'withdrawn' as const }] };
  expect(
    predict(closed, [
      row({
        name: 'transfer.return',
        args: { transferId: idOf(5), caseId: id, reason: 'notOurs', item: '', text: '' },
      }),
    ]),
  ).toEqual(closed);
});

it('foresees a conflict: both values are shown before the server says so', () => {
  const changed = { ...base.case, rev: 3, fieldRevs: { address: { rev: 3, seatId: '110-01' } } };
  const view = predict({ case: changed, transfers: [] }, [
    row({ name: 'case.edit', args: { caseId: id, fields: { address: '长征街' } } }, { baseRev: 1 }),
  ]);
  expect(view.case).toMatchObject({
    fields: { address: '和平街' },
    conflicts: [{ field: 'address', other: '长征街' }],
  });
});
