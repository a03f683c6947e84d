import type { CallValue } from '../../shared/contract/seat-api.ts';
import type { CaseFieldsPatch } from '../../shared/entities/case.ts';
import type { Route } from '../../shared/routing/types.ts';
import type { SeatProcess } from './seat-process.ts';

export type Intake = { readonly draftId: string; readonly suggestedRoute: Route };
export type Clicked = CallValue<'transfer.click'>;

/** A call rings, is answered, and is typed into the form that popped up for it. */
export async function takeCall(seat: SeatProcess, number: string, fields: CaseFieldsPatch): Promise<Intake> {
  const { callId } = await seat.call('phone.simulate', { number });
  const draft = await seat.when('the form of the ringing call', (desk) =>
    desk.drafts.find((each) => each.callId === callId),
  );
  await seat.call('phone.command', { callId, command: 'answer' });
  const saved = await seat.call('draft.save', { draftId: draft.id, fields });
  return { draftId: draft.id, suggestedRoute: saved.suggestion.route };
}

export async function hangUp(seat: SeatProcess): Promise<void> {
  const callId = seat.desk().call?.callId;
  if (callId) await seat.call('phone.command', { callId, command: 'hangup' });
  await seat.when('the call to end', (desk) => desk.call === null || desk.call.state === 'ended');
  await seat.call('desk.setState', { state: 'idle' });
}

/** One click, and how long until the counterpart's desk was told to paint the offer (ms, one monotonic clock). */
export async function clickAndTime(
  from: SeatProcess,
  to: SeatProcess,
  intake: Intake,
): Promise<{ clicked: Clicked; ms: number }> {
  const before = performance.now();
  const shown = new Promise<{ id: string; at: number }>((resolve) => {
    const known = new Set(
      to
        .desk()
        .transfers.filter((each) => each.offeredHere)
        .map((each) => each.transfer.id),
    );
    const off = to.onEvent((event) => {
      const cards =
        event.type === 'transfers' ? event.news.cards : event.type === 'desk' ? event.patch.transfers : undefined;
      const offer = cards?.find((each) => each.offeredHere && !known.has(each.transfer.id));
      if (!offer) return;
      off();
      resolve({ id: offer.transfer.id, at: performance.now() });
    });
  });
  const clicked = await from.call('transfer.click', {
    draftId: intake.draftId,
    route: intake.suggestedRoute,
    override: null,
  });
  const offer = await shown;
  if (offer.id !== clicked.transferId) throw new Error('another transfer was shown than the one clicked');
  return { clicked, ms: offer.at - before };
}

export function transferOn(seat: SeatProcess, transferId: string | null) {
  return seat.desk().transfers.find((each) => each.transfer.id === transferId) ?? null;
}
