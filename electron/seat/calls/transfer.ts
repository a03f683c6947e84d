import type { MutationBody } from '../../../shared/contract/mutations.ts';
import { isWaiting } from '../../../shared/transfer/machine.ts';
import { isTyped } from '../desk/cards.ts';
import type { Kernel } from '../kernel.ts';
import type { Transfer } from '../../../shared/entities/transfer.ts';
import { done, quiet, transferOf, type Handlers } from './answers.ts';
import { click } from './click.ts';
import { accept, openByCode } from './take.ts';

function recordOn(
  kernel: Kernel,
  transferId: string,
  body: (transfer: Transfer) => MutationBody | null,
): ReturnType<typeof quiet> {
  return kernel.ledger.attempt(() => {
    const transfer = transferOf(kernel, transferId);
    if (!transfer.ok) return transfer;
    const mutation = body(transfer.value);
    if (mutation === null) return done;
    return quiet(kernel.ledger.record(mutation));
  });
}

export const transferCalls: Handlers<'transfer'> = {
  'transfer.click': click,

  'transfer.painted': (kernel, { transferId }) =>
    recordOn(kernel, transferId, (transfer) => {
      const { seatId } = kernel.config;
      const unseen = transfer.offers.some(
        (offer) => offer.seatId === seatId && offer.endedAt === null && offer.seenAt === null,
      );
      const { caseId } = transfer;
      // Painted again, or painted when somebody else had already taken it: nothing to tell.
      return unseen || (isWaiting(transfer) && transfer.seen === null)
        ? { name: 'transfer.seen', args: { transferId, caseId } }
        : null;
    }),

  'transfer.accept': (kernel, { transferId }) => accept(kernel, transferId),

  'transfer.return': (kernel, args) => {
    const returned = recordOn(kernel, args.transferId, ({ caseId }) => ({
      name: 'transfer.return',
      args: { ...args, caseId },
    }));
    if (returned.ok) closeUntyped(kernel, args.transferId);
    return returned;
  },

  'transfer.withdraw': (kernel, args) => {
    const withdrawn = recordOn(kernel, args.transferId, ({ caseId }) => ({
      name: 'transfer.withdraw',
      args: { ...args, caseId },
    }));
    // What is not to be delivered any more must not alarm as undelivered.
    if (withdrawn.ok) kernel.deliveries.delivered(args.transferId);
    return withdrawn;
  },

  'transfer.settle': (kernel, args) =>
    recordOn(kernel, args.transferId, ({ caseId }) => ({ name: 'transfer.settle', args: { ...args, caseId } })),

  'transfer.progress': (kernel, args) =>
    recordOn(kernel, args.transferId, ({ caseId }) => ({ name: 'transfer.progress', args: { ...args, caseId } })),

  'transfer.acknowledge': (kernel, { transferId }) =>
    recordOn(kernel, transferId, ({ caseId }) => ({ name: 'transfer.acknowledge', args: { transferId, caseId } })),
};

/** What was given back is no longer this centre's to see; a form into which somebody typed stays until a person closes it. */
function closeUntyped({ store, changes }: Kernel, transferId: string): void {
  const caseId = store.transfers.get(transferId)?.view.caseId;
  const row = caseId === undefined ? null : store.drafts.byCase(caseId);
  if (!row || isTyped(row)) return;
  store.transaction(() => store.drafts.remove(row.id));
  changes.slices('drafts');
}

export const stubCalls: Handlers<'stub'> = { 'stub.open': (kernel, { code }) => openByCode(kernel, code) };
