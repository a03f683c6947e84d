import { failure } from '../../../shared/contract/errors.ts';
import { quiet, type Handlers } from './answers.ts';

export const leadCalls: Handlers<'lead'> = {
  'lead.dedicate': (kernel, args) => {
    if (kernel.session.operator()?.role !== 'lead') return failure('forbidden');
    const recorded = kernel.ledger.attempt(() => kernel.ledger.record({ name: 'lead.dedicate', args }));
    kernel.changes.slices('board');
    return quiet(recorded);
  },
};
