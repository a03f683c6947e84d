import { z } from 'zod';
import { SERIAL_MAX, type LeaseKind } from '../../shared/contract/wire.ts';
import { readMeta } from './store/read-meta.ts';
import type { SeatStore } from './store/seat-store.ts';

const serialSchema = z.int().min(0).max(SERIAL_MAX);

const keyOf = (kind: LeaseKind): string => `highestGiven:${kind}`;

/** The highest serial that this seat knows to have been given, to it or by the number of a case to another. Outlives every epoch (P14). */
export function highestGiven(store: SeatStore, kind: LeaseKind): number {
  return readMeta(store, keyOf(kind), serialSchema) ?? 0;
}

/** Inside a transaction. */
export function noteGiven(store: SeatStore, kind: LeaseKind, serial: number): void {
  // What stands on a case is as somebody typed it long ago: nonsense must not be told to the server.
  if (serial > SERIAL_MAX || serial <= highestGiven(store, kind)) return;
  store.meta.set(keyOf(kind), String(serial));
}
