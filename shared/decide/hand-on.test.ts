import { expect, test } from 'vitest';
import { createWorld } from '../../test/fixtures/knowledge.ts';
import { createBody, idOf, mutationOf, sendBody } from '../../test/fixtures/mutations.ts';
import { hotline, police } from '../../test/fixtures/people.ts';
import type { MutationBody } from '../contract/mutations.ts';
import type { Author } from './decision.ts';
import { ownerOfCase } from './visibility.ts';

const caseId = idOf(1);
const [there, back] = [idOf(2), idOf(3)];

/** 12345 → 110, taken there; 110 → 12345, not yet taken. */
function handedBack() {
  const world = createWorld();
  const run = (who: Author, body: MutationBody) => {
    const decision = world.run(mutationOf(who, body), who);
    return decision.ok ? 'applied' : decision.code;
  };
  const accept = (who: Author, transferId: string, orderNumber: string) =>
    run(who, { name: 'transfer.accept', args: { transferId, caseId, orderNumber } });
  const giveBack = (who: Author, transferId: string) =>
    run(who, { name: 'transfer.return', args: { transferId, caseId, reason: 'notOurs', item: '', text: '' } });
  const send = sendBody(back, caseId, '222222');
  if (send.name !== 'transfer.send') throw new Error('no sending');
  expect(run(hotline, createBody(caseId))).toBe('applied');
  expect(run(hotline, sendBody(there, caseId))).toBe('applied');
  expect(accept(police, there, 'JD26000001')).toBe('applied');
  expect(run(police, { ...send, args: { ...send.args, toCentreId: 'xz-12345' } })).toBe('applied');
  const owner = () => ownerOfCase(world.cases.get(caseId)!, [...world.transfers.values()]);
  return { run, accept, giveBack, owner };
}

test('what is on its way to another centre is not given back as well (simulation, seeds 1130 and 1789)', () => {
  const { accept, giveBack, owner } = handedBack();
  expect(giveBack(police, there)).toBe('wrongOrder');
  expect(accept(hotline, back, 'GD26000009')).toBe('applied');
  expect(giveBack(police, there)).toBe('wrongOrder');
  expect(owner()).toBe('xz-12345');
});

test('once the second handover came back, the first one may be given back too', () => {
  const { accept, giveBack, owner } = handedBack();
  expect(accept(hotline, back, 'GD26000009')).toBe('applied');
  expect(giveBack(hotline, back)).toBe('applied');
  expect(owner()).toBe('xz-110');
  expect(giveBack(police, there)).toBe('applied');
  expect(owner()).toBe('xz-12345');
});

test('giving back twice is giving back once, whatever happened since', () => {
  const { run, giveBack } = handedBack();
  expect(run(police, { name: 'transfer.withdraw', args: { transferId: back, caseId, text: '' } })).toBe('applied');
  expect(giveBack(police, there)).toBe('applied');
  expect(giveBack(police, there)).toBe('applied');
});
