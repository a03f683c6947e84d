import type { TransferCard } from '../../shared/contract/desk.ts';
import { isUndelivered } from './undelivered.ts';

export type Tick = 'stored' | 'seen' | 'accepted';
/** done: it happened · next: it is being waited for · later: not its turn yet */
type TickState = 'done' | 'next' | 'later';
export type TickMark = {
  readonly tick: Tick;
  readonly state: TickState;
  readonly at: number | null;
  readonly who: string;
};
type Delivery =
  | { readonly kind: 'ticks'; readonly marks: readonly TickMark[] }
  | { readonly kind: 'failed' }
  | { readonly kind: 'refused' };

/** The three ticks of a transfer, never mixed up: the server has it, a seat shows it, a person took it. */
export function deliveryOf(card: TransferCard): Delivery {
  if (isUndelivered(card)) return { kind: card.delivery === 'refused' ? 'refused' : 'failed' };
  const { transfer } = card;
  const happened: readonly [Tick, number | null, string][] = [
    ['stored', transfer.storedAt, ''],
    ['seen', transfer.seen?.at ?? null, transfer.seen?.seatId ?? ''],
    ['accepted', transfer.accepted?.at ?? null, transfer.accepted?.by.name ?? ''],
  ];
  const next = happened.findIndex(([, at]) => at === null);
  return {
    kind: 'ticks',
    marks: happened.map(([tick, at, who], index) => ({
      tick,
      at,
      who,
      state: at !== null ? 'done' : index === next ? 'next' : 'later',
    })),
  };
}
