import { describe, expect, it } from 'vitest';
import { failure } from '../shared/contract/errors.ts';
import { createFakeClock } from '../test/fakes/fake-clock.ts';
import { createMemoryServerDisk } from '../test/fakes/memory-server-store.ts';
import { createBody, idOf, mutationOf, sendBody } from '../test/fixtures/mutations.ts';
import { hotline, hotlineOther } from '../test/fixtures/people.ts';
import { createCommitter } from './committer.ts';
import { testDirectory } from '../test/fixtures/sign-in.ts';
import { defaultServerLimits, type ServerLimits } from './limits.ts';
import type { ServerStore } from './store/store.ts';

const other = { seatId: '12345-02', centreId: 'xz-12345', operator: testDirectory.operator('zhao-lei') };
const from = { seatId: '12345-01', centreId: 'xz-12345', operator: testDirectory.operator('wang-min') };

function createSample(part: Partial<ServerLimits> = {}) {
  const opened = createMemoryServerDisk(() => idOf(1)).open();
  if (!opened.ok) throw new Error(opened.error.code);
  const clock = createFakeClock();
  const limits = { ...defaultServerLimits, ...part };
  const commits: number[] = [];
  const seats: string[][] = [];
  const trouble = { full: false, answerLost: false };
  const store: ServerStore = {
    ...opened.value,
    commit: async (need, decide) => {
      if (trouble.full) return failure('storeFull');
      const committed = await opened.value.commit(need, decide);
      return trouble.answerLost ? failure('busy') : committed;
    },
  };
  const committer = createCommitter({
    store,
    clock: { ...clock, defer: (run) => void clock.after(0, run) },
    limits,
    centreIds: () => [],
    world: () => ({
      directory: testDirectory,
      limits,
      now: clock.now(),
      settledAt: 0,
      restoredAt: null,
      seats: () => [],
    }),
    committed: (_committed, mutations) => {
      commits.push(mutations.length);
      seats.push([...new Set(mutations.map((each) => each.from.seatId))]);
    },
    log: () => {},
  });
  const push = (numbers: readonly number[]) =>
    committer.push(numbers.map((number) => ({ mutation: mutationOf(hotline, createBody(idOf(number))), from })));
  return { clock, committer, commits, seats, trouble, push };
}

describe('group commit', () => {
  it('P8: takes a tick in one commit, and no more than its bound', async () => {
    const { clock, commits, push } = createSample({ commitMutations: 3 });
    const answers = Promise.all([push([1, 2]), push([3]), push([4, 5]), push([6, 7, 8, 9])]);
    await clock.advance(0);
    expect((await answers).every((answer) => answer.ok)).toBe(true);
    expect(commits).toEqual([3, 2, 4]);
  });

  it('P8: a seat that floods delays only itself; danger in a later push goes with the next commit', async () => {
    const { clock, committer, commits, seats, push } = createSample({ commitMutations: 4 });
    const flood = Array.from({ length: 5 }, (_, index) => push([index * 10 + 1, index * 10 + 2]));
    const calm = committer.push([{ mutation: mutationOf(hotlineOther, createBody(idOf(100))), from: other }]);
    await clock.advance(0);
    expect((await Promise.all([...flood, calm])).every((answer) => answer.ok)).toBe(true);
    expect(seats[0]).toEqual([from.seatId, other.seatId]);
    expect(commits).toEqual([3, 4, 4]);
  });

  it('P8: danger goes before other seats, the seat that waits longest before danger', async () => {
    const third = { seatId: '12345-03', centreId: 'xz-12345', operator: testDirectory.operator('wang-min') };
    const { clock, committer, seats, push } = createSample({ commitMutations: 2 });
    const send = sendBody(idOf(200), idOf(100));
    if (send.name === 'transfer.send') Object.assign(send.args, { danger: true });
    const answers = [
      push([1]),
      committer.push([{ mutation: mutationOf(hotlineOther, createBody(idOf(100))), from: other }]),
      committer.push([{ mutation: mutationOf(hotlineOther, send), from: third }]),
    ];
    await clock.advance(0);
    await Promise.all(answers);
    expect(seats).toEqual([[from.seatId, third.seatId], [other.seatId]]);
  });

  it('P19: is busy for the seat of which too much waits, and for no other', async () => {
    const { clock, committer, push } = createSample({ queuedOfSeat: 3 });
    const first = push([1, 2]);
    expect(await push([3, 4])).toMatchObject({ ok: false, error: { code: 'busy' } });
    const calm = committer.push([{ mutation: mutationOf(hotlineOther, createBody(idOf(5))), from: other }]);
    await clock.advance(0);
    expect([(await first).ok, (await calm).ok]).toEqual([true, true]);
  });

  it('P19: is busy when too much waits', async () => {
    const { clock, push } = createSample({ queuedMutations: 3 });
    const first = push([1, 2]);
    expect(await push([3, 4])).toMatchObject({ ok: false, error: { code: 'busy' } });
    await clock.advance(0);
    expect((await first).ok).toBe(true);
    const again = push([3, 4]);
    await clock.advance(0);
    expect((await again).ok).toBe(true);
  });

  it('answers a full disk with its code, keeps nothing of it, and takes the same again later', async () => {
    const { clock, committer, commits, trouble, push } = createSample();
    trouble.full = true;
    const refused = push([1]);
    committer.touch('xz-110');
    await clock.advance(0);
    expect(await refused).toMatchObject({ ok: false, error: { code: 'storeFull' } });
    trouble.full = false;
    await clock.advance(1_000);
    expect(commits).toEqual([0]);
    const again = push([1]);
    await clock.advance(0);
    expect(await again).toMatchObject({ ok: true, value: { results: [{ outcome: 'applied' }] } });
  });

  it('P17: a deadline that met a full disk is looked at again', async () => {
    const { clock, committer, commits, trouble } = createSample();
    trouble.full = true;
    committer.arm(clock.now() + 100);
    await clock.advance(100);
    trouble.full = false;
    expect(commits).toEqual([]);
    await clock.advance(1_000);
    expect(commits).toEqual([0]);
  });

  it('P17: a commit whose answer was lost on the way still has its deadlines armed', async () => {
    const { clock, committer, commits, trouble, push } = createSample();
    const send = mutationOf(hotline, sendBody(idOf(2), idOf(1)));
    await Promise.all([push([1]), clock.advance(0)]);
    trouble.answerLost = true;
    const answer = committer.push([{ mutation: send, from }]);
    await clock.advance(0);
    expect(await answer).toMatchObject({ ok: false, error: { code: 'busy' } });
    trouble.answerLost = false;
    await clock.advance(1_000);
    const looked = commits.length;
    await clock.advance(defaultServerLimits.nobodyMs);
    expect(commits.length).toBeGreaterThan(looked);
  });

  it('P20: stopping decides what arrived and takes nothing more', async () => {
    const { clock, committer, push } = createSample();
    const last = push([1]);
    const stopped = committer.stop();
    expect(await push([2])).toMatchObject({ ok: false, error: { code: 'shuttingDown' } });
    await clock.advance(0);
    await stopped;
    expect((await last).ok).toBe(true);
  });
});
