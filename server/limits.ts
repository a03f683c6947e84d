import { defaultLimits, type TransferLimits } from '../shared/transfer/deadlines.ts';

export type ServerLimits = TransferLimits & {
  /** Stored and not offered to anybody by then: both leads are alarmed. */
  readonly nobodyMs: number;
  /** The same for what stands in the list of a backlog: it is worked off by and by, and alarms only when nobody does. */
  readonly backlogMs: number;
  /** A seat that lost its connection keeps its offers and its operator so long; after a start all seats have it to come back. */
  readonly graceMs: number;
  /** Mutations of one commit; more wait for the next. */
  readonly commitMutations: number;
  /** Mutations waiting for a commit; above it a push is answered `busy`. */
  readonly queuedMutations: number;
  /** The same of one seat. */
  readonly queuedOfSeat: number;
  /** A poke carries its page up to this size. */
  readonly pokeBytes: number;
  /** How long the result of a mutation is remembered. */
  readonly dedupeMs: number;
  /** Requests of one connection that may wait for an answer at the same time. */
  readonly inFlight: number;
  /** Requests per second of one connection, and how many may come at once. */
  readonly requestsPerSecond: number;
  readonly requestBurst: number;
};

export const defaultServerLimits: ServerLimits = {
  ...defaultLimits,
  nobodyMs: 3_000,
  backlogMs: 600_000,
  graceMs: 3_000,
  commitMutations: 1_000,
  queuedMutations: 20_000,
  queuedOfSeat: 2_000,
  pokeBytes: 32 * 1024,
  dedupeMs: 30 * 86_400_000,
  inFlight: 32,
  requestsPerSecond: 100,
  requestBurst: 200,
};
