import type { SeatProcess } from '../../../scripts/stack/seat-process.ts';
import { isWaiting } from '../../../shared/transfer/machine.ts';
import type { Dice } from '../../simulation/dice.ts';
import type { Told } from './told.ts';

/** One pair of hands that works without a pause at a seat, through all its lives. */
type Hands = {
  /** Works until the seat dies; resolves then. */
  readonly work: (seat: SeatProcess, done: () => void) => Promise<void>;
  /** After a new start: what was answered before is there. Answers with what is not. */
  readonly remember: (seat: SeatProcess) => Promise<string | null>;
};

type Draft = { readonly id: string; readonly texts: readonly string[] };

const rounds = ['type', 'click', 'click', 'note', 'note', 'take'] as const;

export function createHands(seatId: string, dice: Dice, told: Told): Hands {
  let count = 0;
  /** The form under the hands: the last text that was answered, and a later one that may have been written. */
  let draft: Draft | null = null;

  async function type(seat: SeatProcess): Promise<Draft> {
    const opened = (await seat.call('draft.open', { callId: null, caseId: null })).draft;
    let typed: Draft = { id: opened.id, texts: [''] };
    for (let part = 1 + dice.below(3); part > 0; part -= 1) {
      count += 1;
      const narrative = `${seatId} 第 ${count} 次：有人打架，动了刀`;
      draft = { id: typed.id, texts: [...typed.texts.slice(-1), narrative] };
      await seat.call('draft.save', { draftId: typed.id, fields: { narrative } });
      typed = { id: typed.id, texts: [narrative] };
      draft = typed;
    }
    return typed;
  }

  async function click(seat: SeatProcess): Promise<void> {
    const typed = await type(seat);
    // From here the form may have become a case.
    draft = null;
    const [narrative = ''] = typed.texts;
    const route = seatId.startsWith('110') ? '12345' : '110';
    const clicked = await seat.call('transfer.click', {
      draftId: typed.id,
      route,
      override: { reason: 'callerSaid', text: '' },
    });
    const { caseId, orderNumber, transferId } = clicked;
    told.cases.push({ seatId, caseId, orderNumber, narrative, transferId });
    await seat.call('draft.discard', { draftId: typed.id, confirmed: true });
  }

  async function note(seat: SeatProcess): Promise<void> {
    const own = told.cases.filter((each) => each.seatId === seatId);
    if (own.length === 0) return;
    const { caseId } = dice.pick(own.slice(-5));
    count += 1;
    const text = `${seatId} 记录 ${count}`;
    await seat.call('case.note', { caseId, text });
    told.notes.push({ seatId, caseId, text });
  }

  async function take(seat: SeatProcess): Promise<void> {
    const { transfers } = await seat.call('desk.get', {});
    const waiting = transfers.filter((card) => card.direction === 'in' && isWaiting(card.transfer));
    if (waiting.length === 0) return;
    const { id: transferId } = dice.pick(waiting).transfer;
    await seat.call('transfer.painted', { transferId });
    const taken = await seat.call('transfer.accept', { transferId });
    told.taken.push({ seatId, transferId, caseId: taken.caseId, number: taken.orderNumber });
    await seat.call('draft.discard', { draftId: taken.draftId, confirmed: true });
  }

  async function round(seat: SeatProcess): Promise<void> {
    const what = dice.pick(rounds);
    if (what === 'type') {
      const { id: draftId } = await type(seat);
      if (dice.chance(0.5)) return;
      draft = null;
      await seat.call('draft.discard', { draftId, confirmed: true });
    } else await { click, note, take }[what](seat);
  }

  return {
    work: async (seat, done) => {
      const isGone = (): boolean => seat.process.exitCode !== null || seat.process.signalCode !== null;
      while (!isGone()) {
        // Refused is an answer too: another seat was first, or the case is no longer here.
        await round(seat).catch(() => undefined);
        done();
      }
    },
    remember: async (seat) => {
      if (!draft || draft.texts.length === 0) return null;
      const { id, texts } = draft;
      draft = null;
      const found = await seat.call('draft.get', { draftId: id }).catch(() => null);
      const narrative = found?.draft.fields.narrative ?? null;
      return narrative !== null && texts.includes(narrative)
        ? null
        : `${seatId} typed “${texts[0]}”, found ${narrative}`;
    },
  };
}
