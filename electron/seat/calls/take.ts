import { failure, success, type Result } from '../../../shared/contract/errors.ts';
import type { CallValue } from '../../../shared/contract/seat-api.ts';
import { emptyCaseFields } from '../../../shared/entities/case.ts';
import type { Transfer } from '../../../shared/entities/transfer.ts';
import { isFinished } from '../../../shared/transfer/machine.ts';
import { isReadAloudCode } from '../../../shared/transfer/read-aloud-code.ts';
import { openForCase } from '../desk/drafts.ts';
import { currentCall } from '../desk/slices.ts';
import type { Kernel } from '../kernel.ts';
import { caseOf, transferOf } from './answers.ts';

type Taken = CallValue<'transfer.accept'>;

/** A person takes it: own number, own form, in one transaction. Taking again what is already taken here opens it again. */
export function accept(kernel: Kernel, transferId: string): Result<Taken> {
  return kernel.ledger.attempt(() => {
    const transfer = transferOf(kernel, transferId);
    if (!transfer.ok) return transfer;
    return take(kernel, transfer.value);
  });
}

function take(kernel: Kernel, transfer: Transfer): Result<Taken> {
  const { config, ledger, numbers } = kernel;
  const item = caseOf(kernel, transfer.caseId);
  if (!item.ok) return failure('notVisible');
  const known = item.value.orderNumbers[config.centre.id];
  const here = transfer.accepted?.by.seatId === config.seatId;
  const orderNumber = known ?? (here ? '' : numbers.order());
  if (!here) {
    const args = { transferId: transfer.id, caseId: transfer.caseId, orderNumber };
    const recorded = ledger.record({ name: 'transfer.accept', args });
    if (!recorded.ok) return recorded;
  }
  const draft = openForCase(kernel, transfer.caseId, talkedOn(kernel));
  return success({ caseId: transfer.caseId, draftId: draft.id, orderNumber });
}

/** The voice leg came first: the call that is spoken on belongs to what the code opens. */
function talkedOn(kernel: Kernel): string | null {
  const call = currentCall(kernel.desk.calls);
  return call && call.state !== 'ended' && !kernel.store.drafts.byCall(call.callId) ? call.callId : null;
}

/** Full-width digits, spaces and dashes are how people type what is read to them. */
function digitsOf(text: string): string {
  return text.normalize('NFKC').replace(/[\s-]/g, '');
}

/** Six digits heard over the phone: the transfer if its data is here, else a stub that the late data will join. */
export function openByCode(kernel: Kernel, text: string): Result<CallValue<'stub.open'>> {
  const code = digitsOf(text);
  if (!isReadAloudCode(code)) return failure('badCode');
  const { config, ledger, ids, numbers, store } = kernel;
  return ledger.attempt((): Result<CallValue<'stub.open'>> => {
    const here = store.transfers.byCode(code).find((each) => each.toCentreId === config.centre.id && !isFinished(each));
    if (here) {
      const taken = take(kernel, here);
      return taken.ok ? success({ ...taken.value, late: false }) : taken;
    }
    const again = store.drafts.all().find((row) => row.stub?.code === code && row.caseId !== null);
    const standing = again?.caseId ? store.cases.get(again.caseId)?.view : undefined;
    if (again && standing) {
      return success({
        caseId: standing.id,
        draftId: again.id,
        orderNumber: standing.orderNumbers[config.centre.id] ?? '',
        late: true,
      });
    }
    const [caseId, orderNumber] = [ids.next(), numbers.order()];
    const stub = { code, fromCentreId: config.centre.counterpartId };
    const callId = talkedOn(kernel);
    const args = { caseId, kind: config.centre.kind, orderNumber, fields: emptyCaseFields, callId, stub };
    const recorded = ledger.record({ name: 'case.create', args });
    if (!recorded.ok) return recorded;
    const draft = { ...openForCase(kernel, caseId, callId), stub };
    store.drafts.put(draft);
    return success({ caseId, draftId: draft.id, orderNumber, late: true });
  });
}
