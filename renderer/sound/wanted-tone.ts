import type { Desk, TransferCard } from '../../shared/contract/desk.ts';
import { isWaiting } from '../../shared/transfer/machine.ts';
import { isUndelivered } from '../transfer/undelivered.ts';
import type { Tone } from './tones.ts';

type WantedTone = {
  readonly tone: Tone;
  /** A tone sounds once per key, and again while it stands every `repeatMs`; null: never again. */
  readonly key: string;
  readonly repeatMs: number | null;
} | null;

type Heard = Pick<Desk, 'call' | 'transfers' | 'state'> & {
  /** What a lead must hear of, until a person is done with it. */
  readonly alert?: string | null;
};

/** Sent from this desk and alarmed: nobody over there takes it. */
function isAlarmedOut({ direction, transfer }: TransferCard): boolean {
  return direction === 'out' && transfer.status === 'escalated';
}

/** What should sound now: danger before ring before offer; while somebody talks only danger does. */
export function wantedTone({ call, transfers, state, alert = null }: Heard): WantedTone {
  const offers = transfers.filter((card) => card.offeredHere && isWaiting(card.transfer));
  const lost = transfers.find((card) => card.transfer.danger && (isUndelivered(card) || isAlarmedOut(card)));
  const danger = lost ?? offers.find((card) => card.transfer.danger);
  if (danger) return { tone: 'danger', key: `danger.${danger.transfer.id}`, repeatMs: 6_000 };
  if (alert !== null) return { tone: 'danger', key: `alert.${alert}`, repeatMs: 15_000 };
  const talking = state.value === 'talking' || call?.state === 'active' || call?.state === 'held';
  if (talking) return null;
  if (call?.state === 'ringing') return { tone: 'ring', key: `ring.${call.callId}`, repeatMs: 3_000 };
  const offer = offers.at(-1);
  if (offer) return { tone: 'offer', key: `offer.${offer.transfer.id}`, repeatMs: 8_000 };
  // However many came: the list is one piece of news, and one calm note.
  const listed = transfers.some((card) => card.backlog && card.direction === 'in');
  return listed ? { tone: 'backlog', key: 'backlog', repeatMs: null } : null;
}
