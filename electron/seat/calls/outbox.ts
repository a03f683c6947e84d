import { failure, success } from '../../../shared/contract/errors.ts';
import { deadLetter } from '../desk/slices.ts';
import { done, type Handlers } from './answers.ts';

const UNSENT_MAX = 1_000;
const DEAD_MAX = 1_000;

export const outboxCalls: Handlers<'outbox'> = {
  'outbox.list': ({ store }) =>
    success({
      unsent: store.outbox.unsent(UNSENT_MAX).map(({ id, body, caseId, danger, madeAt, bytes }) => ({
        mutationId: id,
        name: body.name,
        caseId,
        danger,
        madeAt,
        bytes,
      })),
      deadLetters: store.dead.open(DEAD_MAX).map(deadLetter),
    }),
  'outbox.acknowledge': ({ store, changes }, { mutationId }) => {
    if (!store.transaction(() => store.dead.acknowledge(mutationId))) return failure('notFound');
    changes.slices('deadLetters', 'transfers', 'link');
    return done;
  },
};
