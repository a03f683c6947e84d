import type { LagMeter } from '../admission/lag-meter.ts';
import type { Clock } from '../ports.ts';
import type { ServerStore } from '../store/store.ts';

/** What is read when the metrics are asked for, not counted on the way. */
export type Readings = {
  readonly seats: ReadonlyMap<string, number>;
  readonly waitingInDanger: number;
  readonly waitingOtherwise: number;
  readonly oldestWaitingSeconds: number;
  readonly lagSeconds: number;
  readonly storeBytes: number;
  readonly lastBackupSeconds: number;
};

type Sources = {
  readonly store: ServerStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly lag: Pick<LagMeter, 'ms'>;
  readonly seats: () => ReadonlyMap<string, number>;
  /** ms; 0: never. */
  readonly backupAt: () => number;
};

/** Rejects while the store cannot be read: a page that shows zeros would hide it. */
export async function takeReadings({ store, clock, lag, seats, backupAt }: Sources): Promise<Readings> {
  const figures = await store.figures();
  if (!figures.ok) throw new Error(figures.error.code);
  const { bytes, waiting, oldestClickedAt } = figures.value;
  return {
    seats: seats(),
    waitingInDanger: waiting.danger,
    waitingOtherwise: waiting.other,
    oldestWaitingSeconds: oldestClickedAt === null ? 0 : Math.max(0, clock.now() - oldestClickedAt) / 1_000,
    lagSeconds: lag.ms() / 1_000,
    storeBytes: bytes,
    lastBackupSeconds: Math.round(backupAt() / 1_000),
  };
}
