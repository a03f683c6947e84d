import { expect, it } from 'vitest';
import { createSeatDesk, type SeatDesk } from '../../../test/fakes/seat-desk.ts';
import type { ReviewCursor } from '../../../shared/contract/review-calls.ts';
import type { ReviewFact } from '../../../shared/review/review-fact.ts';
import type { Transfer } from '../../../shared/entities/transfer.ts';
import { police } from '../../../test/fixtures/people.ts';

async function factsOf({ call, clock }: SeatDesk, from = 0, to = clock.now() + 1_000): Promise<ReviewFact[]> {
  const facts: ReviewFact[] = [];
  let after: ReviewCursor | null = null;
  do {
    const part: { facts: ReviewFact[]; next: ReviewCursor | null } = await call('review.part', { from, to, after });
    facts.push(...part.facts);
    after = part.next;
  } while (after !== null);
  return facts;
}

async function click({ call }: SeatDesk, narrative: string, route: '110' | '12345' | 'neither') {
  const { id: draftId } = (await call('draft.open', { callId: null, caseId: null })).draft;
  await call('draft.save', { draftId, fields: { narrative } });
  const done = await call('transfer.click', {
    draftId,
    route,
    override: { reason: 'callerSaid', text: '来电人这样说' },
  });
  await call('draft.discard', { draftId, confirmed: true });
  return done;
}

function givenBack({ server, clock }: SeatDesk, transferId: string, item: string): void {
  const before = server.transfer(transferId) as Transfer;
  const returned = { by: police.actor, at: clock.now(), reason: 'notOurs', item, text: '不属本方' } as const;
  const steps = [...before.steps, { at: clock.now(), what: 'returned' as const, by: police.actor, text: '' }];
  server.say({ kind: 'transfer', transfer: { ...before, status: 'returned', returned, steps, rev: before.rev + 1 } });
}

it('an override, what the counterpart did with it, and one that went to nobody, each once', async () => {
  const desk = createSeatDesk();
  await desk.signIn('li-jing');
  const sent = await click(desk, '咨询一下医保怎么报销', '110');
  const kept = await click(desk, '烧烤摊有人打架动刀', 'neither');
  await desk.clock.advance(1_000);
  const before = await factsOf(desk);
  expect(before.map(({ caseId, chosen, outcome, override }) => ({ caseId, chosen, outcome, override }))).toEqual([
    { caseId: sent.caseId, chosen: '110', outcome: 'open', override: 'callerSaid' },
    { caseId: kept.caseId, chosen: 'neither', outcome: 'kept', override: 'callerSaid' },
  ]);
  givenBack(desk, sent.transferId!, '按 D12345a 应由你方受理');
  await desk.clock.settle();
  expect(await factsOf(desk)).toMatchObject([
    { suggested: '12345', chosen: '110', outcome: 'returned', returnClause: 'D12345a', returnReason: 'notOurs' },
    { suggested: expect.not.stringMatching('neither'), chosen: 'neither', outcome: 'kept' },
  ]);
  expect(await factsOf(desk, desk.clock.now() + 500)).toEqual([]);
});

it('a return may name the line of the list instead of a clause, or nothing that is on it', async () => {
  const desk = createSeatDesk();
  await desk.signIn('li-jing');
  const [matter] = (await desk.call('list.get', {})).inForce.matters;
  for (const item of [matter!.zh, '随便写的']) {
    const { transferId } = await click(desk, '咨询一下医保怎么报销', '110');
    await desk.clock.advance(1_000);
    givenBack(desk, transferId!, item);
  }
  await desk.clock.settle();
  expect((await factsOf(desk)).map(({ returnClause }) => returnClause).toSorted()).toEqual([matter!.clause, null]);
});

it('P21: only a lead reviews', async () => {
  const desk = createSeatDesk();
  await desk.signIn();
  expect(await desk.refusal('review.part', { from: 0, to: 1, after: null })).toBe('forbidden');
});
