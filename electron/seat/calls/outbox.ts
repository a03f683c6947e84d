import { failure, success } from '../../../shared/contract/errors.ts';
import { deadLetter, trailOf } from '../desk/dead-letters.ts';
import { unsentRows } from '../desk/unsent.ts';
import type { Handlers } from './answers.ts';
import { repair } from './repair.ts';

const DEAD_MAX = 1_000;

export const outboxCalls: Handlers<'outbox'> = {
  'outbox.list': (kernel) =>
    success({
      unsent: unsentRows(kernel),
      deadLetters: kernel.store.dead.open(DEAD_MAX).map((row) => deadLetter(kernel, row)),
    }),
  'outbox.repair': repair,
  'outbox.original': ({ store }, { mutationId }) => {
    const dead = store.dead.get(mutationId);
    if (!dead) return failure('notFound');
    const { row, code, refusedAt } = dead;
    const original = { id: row.id, by: row.actor, madeAt: row.madeAt, refusedAt, code, ...row.body };
    return success({ text: JSON.stringify({ ...original, repair: trailOf(store, mutationId) }, null, 2) });
  },
};
