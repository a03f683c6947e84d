import { describe, expect, it } from 'vitest';
import { success } from '../../shared/contract/errors.ts';
import type { Page } from '../../shared/contract/wire.ts';
import { createFakeClock } from '../../test/fakes/fake-clock.ts';
import { createBody, idOf, mutationOf, sendBody } from '../../test/fixtures/mutations.ts';
import { hotlineOther, police } from '../../test/fixtures/people.ts';
import { defaultServerLimits } from '../limits.ts';
import { createPushQueue } from '../push-queue.ts';
import { createComeBack } from './come-back.ts';
import { createDoorkeeper, type Peer } from './doorkeeper.ts';
import { createLagMeter } from './lag-meter.ts';
import { createPenalties } from './penalties.ts';
import { createSeatBudgets } from './seat-budgets.ts';
import { createTurns } from './turns.ts';

function guestFrom(remoteAddress: string, remotePort: number) {
  let close = (): void => {};
  const guest = {
    remoteAddress,
    remotePort,
    ended: false,
    destroy: () => {
      guest.ended = true;
      close();
      return guest;
    },
    once: (_event: string, run: () => void) => {
      close = run;
      return guest;
    },
  };
  return guest;
}

describe('P32: the door', () => {
  const createDoor = (part: object) => {
    const clock = createFakeClock();
    const turned: string[] = [];
    const limits = { ...defaultServerLimits, ...part };
    const keeper = createDoorkeeper({ limits, clock, turnedAway: (why) => void turned.push(why) });
    const enter = (address: string, port: number) => {
      const guest = guestFrom(address, port);
      keeper.enter(guest as never);
      return guest;
    };
    return { clock, turned, keeper, enter };
  };

  it('takes so many strangers of one address, and others all the same', () => {
    const { turned, keeper, enter } = createDoor({ strangersOfAddress: 2 });
    const [first] = [enter('10.0.0.1', 1), enter('10.0.0.1', 2)];
    expect(enter('10.0.0.1', 3).ended).toBe(true);
    expect(enter('10.0.0.2', 3).ended).toBe(false);
    expect(turned).toEqual(['address']);
    // Who has signed in, and who is gone, makes room.
    keeper.proven(first as Peer);
    expect(enter('10.0.0.1', 4).ended).toBe(false);
    expect(enter('10.0.0.1', 5).ended).toBe(true);
  });

  it('takes so many strangers in all, and so many arrivals of one address a second', async () => {
    const rate = { perSecond: 10, burst: 3 };
    const { clock, turned, enter } = createDoor({ strangers: 3, arrivalsOfAddress: rate });
    for (let port = 1; port <= 4; port += 1) enter(`10.0.1.${port}`, port);
    expect(turned).toEqual(['total']);
    for (let port = 1; port <= 4; port += 1) enter('10.0.2.1', port);
    expect(turned.slice(1)).toEqual(['total', 'total', 'total', 'rate']);
    await clock.advance(100);
    enter('10.0.2.1', 9);
    expect(turned.at(-1)).toBe('total');
  });

  it('gives a stranger a moment for the handshake, and then as long as it likes', async () => {
    const { clock, turned, keeper, enter } = createDoor({ openingMs: 1_000 });
    const [silent, seat] = [enter('10.0.0.1', 1), enter('10.0.0.1', 2)];
    keeper.opened(seat as Peer);
    await clock.advance(1_001);
    expect([silent.ended, seat.ended, turned]).toEqual([true, false, ['slow']]);
  });
});

describe('P33: a rush', () => {
  it('is taken in handfuls with a pause between, and no further than its bound', async () => {
    const clock = createFakeClock();
    const turns = createTurns({
      limits: { handshakesAtOnce: 2, handshakesEveryMs: 10, handshakesWaiting: 3 },
      clock,
    });
    const entered: (boolean | null)[] = Array.from({ length: 6 }, () => null);
    for (const index of entered.keys()) void turns.turn().then((may) => (entered[index] = may));
    await clock.settle();
    expect(entered).toEqual([true, true, null, null, null, false]);
    await clock.advance(10);
    expect(entered).toEqual([true, true, true, true, null, false]);
    await clock.advance(10);
    expect(entered[4]).toBe(true);
    await clock.advance(20);
    expect(await turns.turn()).toBe(true);
  });

  it('sends each away with a moment of its own', () => {
    const clock = createFakeClock();
    const comeBack = createComeBack({ handshakesAtOnce: 1, handshakesEveryMs: 10 }, clock);
    const moments = Array.from({ length: 200 }, comeBack);
    expect([moments[0], moments[1], moments[199]]).toEqual([1_000, 1_010, 2_990]);
  });

  it('measures how late the server is, and forgets it slowly', async () => {
    const clock = createFakeClock();
    let late = 0;
    const lag = createLagMeter({ ...clock, after: (ms, run) => clock.after(ms + late, run) });
    await clock.advance(100);
    late = 300;
    await clock.advance(800);
    expect(lag.ms()).toBe(300);
    late = 0;
    await clock.advance(600);
    expect(lag.ms()).toBeLessThan(300);
    await clock.advance(3_000);
    expect(lag.ms()).toBeLessThan(1);
    lag.stop();
  });

  it('keeps a flooder out for a while', async () => {
    const clock = createFakeClock();
    const penalties = createPenalties(clock);
    penalties.give('one');
    expect([penalties.left('one'), penalties.left('other')]).toEqual([10_000, 0]);
    await clock.advance(10_000);
    expect(penalties.left('one')).toBe(0);
  });
});

describe('P34: what a seat may cost the others', () => {
  const page = (count: number, more: boolean): Page => ({
    from: 0,
    cursor: 1,
    more,
    scope: 's',
    epoch: idOf(1),
    entries: Array.from({ length: count }, (_, seq) => ({ seq: seq + 1, kind: 'caseGone' as const, caseId: idOf(1) })),
  });
  const createBudgets = (part: object) => {
    const clock = createFakeClock();
    const limits = { ...defaultServerLimits, ...part };
    return {
      clock,
      budgets: createSeatBudgets({ limits, clock: { ...clock, defer: (run) => void clock.after(0, run) } }),
    };
  };

  it('reading: who owes a little waits, who owes much is refused, and others do not notice', async () => {
    const { clock, budgets } = createBudgets({ pullEntries: { perSecond: 400, burst: 400 } });
    const full = async () => success(page(10, true));
    /** Time for the end of this turn of the event loop, and for little else. */
    const pull = async (seatId: string) => (await Promise.all([budgets.pull(seatId, full), clock.advance(1)]))[0].ok;
    expect([await pull('one'), await pull('one')]).toEqual([true, true]);
    let third: unknown = null;
    void budgets.pull('one', full).then((answer) => (third = answer.ok));
    expect([third, await pull('other')]).toEqual([null, true]);
    await clock.advance(1_000);
    expect(third).toBe(true);
    const { clock: later, budgets: poor } = createBudgets({ pullEntries: { perSecond: 100, burst: 100 } });
    await poor.pull('one', full);
    expect(await poor.pull('one', full)).toMatchObject({ ok: false, error: { code: 'rateLimited' } });
    await later.advance(2_000);
    expect((await Promise.all([poor.pull('one', full), later.advance(2_000)]))[0].ok).toBe(true);
  });

  it('reading: few pages at once, and few of one seat waiting', async () => {
    const { clock, budgets } = createBudgets({ pullsWaiting: 3 });
    const gates = Array.from({ length: 3 }, () => Promise.withResolvers<void>());
    let running = 0;
    const pulls = gates.map(({ promise }) =>
      budgets.pull('one', async () => {
        running += 1;
        await promise;
        return success(page(1, false));
      }),
    );
    expect(await budgets.pull('one', async () => success(page(1, false)))).toMatchObject({ error: { code: 'busy' } });
    await clock.settle();
    expect(running).toBe(2);
    gates.forEach(({ resolve }) => resolve());
    await clock.advance(1);
    expect((await Promise.all(pulls)).map(({ ok }) => ok)).toEqual([true, true, true]);
  });

  it('writing: a seat that has sent too much still gets a hand-over in danger through', async () => {
    const { clock, budgets } = createBudgets({ mutations: { perSecond: 10, burst: 10 } });
    const danger = { type: 'push', mutations: [{ name: 'transfer.send', args: { danger: true } }] };
    const bulk = { type: 'push', mutations: Array.from({ length: 10 }, () => ({ name: 'case.edit' })) };
    expect([budgets.mayPush('one', bulk), budgets.mayPush('one', bulk)]).toEqual([true, false]);
    expect([budgets.mayPush('one', danger), budgets.mayPush('other', bulk)]).toEqual([true, true]);
    expect(budgets.mayPush('one', { type: 'pull' })).toBe(true);
    await clock.advance(1_200);
    expect(budgets.mayPush('one', bulk)).toBe(true);
  });

  it('P8: danger goes ahead of a crowd, not ahead of what its own seat sent before, and not twice in a row', () => {
    const queue = createPushQueue({ commitMutations: 500, queuedMutations: 5_000, queuedOfSeat: 2_000 });
    const push = (from: typeof police, name: string, count: number, danger = false) => {
      const body = danger ? sendBody(idOf(2), idOf(1)) : createBody(idOf(1));
      if (body.name === 'transfer.send') body.args.danger = true;
      const { actor, role } = from;
      const identity = { ...actor, operator: { id: actor.operatorId, name: '', role, centreId: actor.centreId } };
      const mutations = Array.from({ length: count }, () => ({ mutation: mutationOf(from, body), from: identity }));
      queue.add({ name, mutations } as never);
    };
    const names = () => queue.take().map((taken) => Reflect.get(taken, 'name'));
    push(hotlineOther, 'bulk 1', 400);
    push(hotlineOther, 'bulk 2', 400);
    push(hotlineOther, 'own danger', 1, true);
    push(police, 'danger', 1, true);
    expect(names()).toEqual(['danger']);
    push(police, 'danger again', 1, true);
    expect(names()).toEqual(['bulk 1', 'danger again']);
    expect(names()).toEqual(['bulk 2', 'own danger']);
    expect(queue.isEmpty()).toBe(true);
  });
});
