import { describe, expect, it } from 'vitest';
import { defaultServerLimits } from './limits.ts';
import { createBody, idOf, mutationOf, sendBody } from '../test/fixtures/mutations.ts';
import { hotline, hotlineOther, police } from '../test/fixtures/people.ts';
import { createServerKit, type ServerKit } from '../test/fixtures/server-kit.ts';
import type { Mutation } from '../shared/contract/mutations.ts';

const outcomes = (results: readonly { readonly outcome: string }[]): string[] => results.map(({ outcome }) => outcome);
const note = (author: typeof hotline, number: number, caseNumber = 1): Mutation =>
  mutationOf(author, { name: 'case.note', args: { caseId: idOf(caseNumber), noteId: idOf(number), text: '补充' } });

/** A server whose backup knows nothing of the case that one seat made and handed over since. */
async function wentBack(): Promise<{ readonly kit: ServerKit; readonly made: readonly Mutation[] }> {
  const kit = await createServerKit();
  const before = await kit.seat(hotline);
  await before.push(mutationOf(hotline, createBody(idOf(900))));
  const putBack = kit.disk.backup();
  const made = [mutationOf(hotline, createBody(idOf(1))), mutationOf(hotline, sendBody(idOf(501), idOf(1)))];
  expect(outcomes(await before.push(...made))).toEqual(['applied', 'applied']);
  putBack();
  await kit.restart();
  return { kit, made };
}

describe('a server that came back from a backup', () => {
  it('P38: does not refuse what is about a case that it lacks; that waits, in order, until the seat that has it sends it again', async () => {
    const { kit, made } = await wentBack();
    const [sender, receiver] = [await kit.seat(hotline), await kit.seat(police)];
    const accept = mutationOf(police, {
      name: 'transfer.accept',
      args: { transferId: idOf(501), caseId: idOf(1), orderNumber: 'JJ26000001' },
    });
    const after = note(police, 701);
    expect(outcomes(await receiver.push(accept, after))).toEqual(['deferred', 'deferred']);
    // One half of it is there.
    await sender.push(made[0]!);
    expect(outcomes(await receiver.push(accept, after))).toEqual(['deferred', 'deferred']);
    await sender.push(made[1]!);
    // Not remembered (P4): the same ids are decided now, once.
    expect(outcomes(await receiver.push(accept, after))).toEqual(['applied', 'applied']);
    expect(outcomes(await receiver.push(accept))).toEqual(['applied']);
  });

  it('P38: what follows of the same case waits with it, even when it could be decided; another case does not', async () => {
    const { kit, made } = await wentBack();
    const [sender, colleague] = [await kit.seat(hotline), await kit.seat(hotlineOther)];
    await sender.push(made[0]!);
    const withdraw = mutationOf(hotlineOther, {
      name: 'transfer.withdraw',
      args: { transferId: idOf(501), caseId: idOf(1), text: '' },
    });
    const results = await colleague.push(withdraw, note(hotlineOther, 701), note(hotlineOther, 702, 900));
    expect(outcomes(results)).toEqual(['deferred', 'deferred', 'applied']);
  });

  it('P38: a case that its centre was only shown since waits for that, but not for what it was shown and lost', async () => {
    const { kit, made } = await wentBack();
    const [sender, receiver] = [await kit.seat(hotline), await kit.seat(police)];
    const hidden = note(police, 701, 900);
    expect(outcomes(await receiver.push(hidden))).toEqual(['deferred']);
    await sender.push(
      ...made,
      mutationOf(hotline, { name: 'transfer.withdraw', args: { transferId: idOf(501), caseId: idOf(1), text: '' } }),
    );
    expect(await receiver.push(note(police, 702))).toMatchObject([{ code: 'notVisible' }]);
    await kit.clock.advance(600_001);
    expect(await receiver.push(hidden)).toMatchObject([{ code: 'notVisible' }]);
  });

  it('P38: waits so long and no longer, also over its own restarts; one that never went back waits for nothing', async () => {
    const { kit } = await wentBack();
    expect(outcomes(await (await kit.seat(police)).push(note(police, 701)))).toEqual(['deferred']);
    await kit.clock.advance(defaultServerLimits.resendMs - 60_000);
    await kit.restart();
    expect(outcomes(await (await kit.seat(police)).push(note(police, 702)))).toEqual(['deferred']);
    await kit.clock.advance(120_000);
    expect(await (await kit.seat(police)).push(note(police, 701))).toMatchObject([{ code: 'notFound' }]);
    const fresh = await createServerKit();
    expect(await (await fresh.seat(police)).push(note(police, 701))).toMatchObject([{ code: 'notFound' }]);
  });

  it('P14: gives numbers only when the seats that are there could say which they know, and none of those', async () => {
    const { kit } = await wentBack();
    const [first, second] = [await kit.seat(hotline), await kit.seat(hotlineOther)];
    const answers = [
      first.connection.request({ type: 'lease', kind: 'order', count: 200, above: 0 }),
      second.connection.request({ type: 'lease', kind: 'order', count: 200, above: 170_000 }),
    ];
    let given = 0;
    for (const answer of answers) void answer.then(() => (given += 1));
    await kit.clock.advance(2_900);
    expect(given).toBe(0);
    await kit.clock.advance(200);
    expect(await Promise.all(answers)).toMatchObject([{ value: { first: 170_001 } }, { value: { first: 170_201 } }]);
  });
});
