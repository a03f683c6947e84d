import { z } from 'zod';
import { idSchema, seqSchema } from '../../../shared/entities/primitives.ts';
import { readMeta } from '../store/read-meta.ts';
import type { SeatStore } from '../store/seat-store.ts';

const positionSchema = z.object({ cursor: seqSchema, scope: z.string(), epoch: idSchema.nullable() });
/** How far this store has read the server's log, under which scope, in which of its lives. */
export type Position = z.infer<typeof positionSchema>;

const start: Position = { cursor: 0, scope: '', epoch: null };

export function readPosition(store: SeatStore): Position {
  return readMeta(store, 'position', positionSchema) ?? start;
}

export function writePosition(store: SeatStore, position: Position): void {
  store.meta.set('position', JSON.stringify(position));
}

/** Whoever sits here may read cases and the matter list; other scopes hold neither. */
export function readsCases(scope: string): boolean {
  return scope.endsWith(':cases');
}
