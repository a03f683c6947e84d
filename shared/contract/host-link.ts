import { z } from 'zod';
import { centreSchema } from '../entities/centre.ts';
import { slugSchema } from '../entities/primitives.ts';
import { failureSchema } from './errors.ts';
import { storeKeySchema } from './wire.ts';

/** Messages between a host (Electron main, loopback, tests) and the seat process, over whatever port joins them. */

export const seatConfigSchema = z.object({
  seatId: slugSchema,
  centre: centreSchema,
  /** ws(s)://host:port of the sync server. */
  serverUrl: z.string().max(200),
  /** Folder of this profile's store; one process at a time. */
  dataFolder: z.string().max(1_000),
  appVersion: z.string().max(40),
  phone: z.enum(['simulator', 'hook', 'none']),
  /** Seals that store; written down by the seat only under passwords. null: it is known after a sign-in. */
  storeKey: storeKeySchema.nullable(),
  /** The operating system keeps the key for this host. Without that it lasts only while the host runs, and operators are told. */
  secretStore: z.boolean().optional(),
  preferences: z.record(z.string(), z.string()),
});
export type SeatConfig = z.infer<typeof seatConfigSchema>;

export const toSeatSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), config: seatConfigSchema }),
  z.object({ type: z.literal('call'), id: z.int(), name: z.string(), args: z.unknown() }),
  z.object({ type: z.literal('stop') }),
]);
export type ToSeat = z.infer<typeof toSeatSchema>;

export const fromSeatSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  /** The seat cannot start (store locked or damaged beyond repair); the process ends after it. */
  z.object({ type: z.literal('failed'), failure: failureSchema }),
  z.object({ type: z.literal('reply'), id: z.int(), result: z.unknown() }),
  z.object({ type: z.literal('event'), event: z.unknown() }),
  /** A sign-in opened the store: the host gives this key to the next process that it starts. */
  z.object({ type: z.literal('storeKey'), key: storeKeySchema }),
  /** A preference changed; the host keeps it. */
  z.object({ type: z.literal('preference'), key: z.string(), value: z.string() }),
]);
export type FromSeat = z.infer<typeof fromSeatSchema>;
