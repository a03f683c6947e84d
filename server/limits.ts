import { defaultLimits, type TransferLimits } from '../shared/transfer/deadlines.ts';
import type { Rate } from './admission/token-bucket.ts';

/** What one connection may say, in messages and in characters. Above it the connection is ended. */
type TalkLimits = { readonly messages: Rate; readonly characters: Rate };

export type ServerLimits = TransferLimits & {
  /** Stored and not offered to anybody by then: both leads are alarmed. */
  readonly nobodyMs: number;
  /** The same for what stands in the list of a backlog: it is worked off by and by, and alarms only when nobody does. */
  readonly backlogMs: number;
  /** A seat that lost its connection keeps its offers and its operator so long; after a start all seats have it to come back. */
  readonly graceMs: number;
  /** After a restore: how long a mutation about what the server lacks waits for the seat that has it, instead of being refused. */
  readonly resendMs: number;
  /** The same where the case is here, but not the handover that shows it to that centre; shorter, for it may have been refused. */
  readonly revealMs: number;
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
  /** Everything said on a connection, requests or not; of one on which nobody has signed in, much less. */
  readonly talk: TalkLimits;
  readonly talkOfStranger: TalkLimits;
  /** Connections on which nobody has signed in: of all, and of one address (a balancer is one address). */
  readonly strangers: number;
  readonly strangersOfAddress: number;
  /** New connections of one address; the burst is a centre whose seats all come back at once. */
  readonly arrivalsOfAddress: Rate;
  /** From the first packet to the end of the handshake; then the connection is ended. */
  readonly openingMs: number;
  /** Handshakes taken together, the pause after them, and how many may wait for their turn. */
  readonly handshakesAtOnce: number;
  readonly handshakesEveryMs: number;
  readonly handshakesWaiting: number;
  /** A server that is later than this with its own work takes in only so many, and answers `busy` to the others. */
  readonly lagMs: number;
  readonly admittedWhileLate: Rate;
  /** What one seat may read from the log. */
  readonly pullEntries: Rate;
  /** Pulls of one seat that may wait for their turn. */
  readonly pullsWaiting: number;
  /** Mutations that one seat may push; the burst is what an outage of hours leaves in an outbox. */
  readonly mutations: Rate;
};

export const defaultServerLimits: ServerLimits = {
  ...defaultLimits,
  nobodyMs: 3_000,
  backlogMs: 600_000,
  graceMs: 3_000,
  resendMs: 3_600_000,
  revealMs: 600_000,
  commitMutations: 500,
  queuedMutations: 20_000,
  queuedOfSeat: 2_000,
  pokeBytes: 32 * 1024,
  dedupeMs: 30 * 86_400_000,
  inFlight: 32,
  requestsPerSecond: 100,
  requestBurst: 200,
  talk: {
    messages: { perSecond: 400, burst: 1_000 },
    characters: { perSecond: 8 * 1024 * 1024, burst: 32 * 1024 * 1024 },
  },
  talkOfStranger: {
    messages: { perSecond: 5, burst: 50 },
    characters: { perSecond: 4 * 1024, burst: 64 * 1024 },
  },
  strangers: 4_000,
  strangersOfAddress: 1_000,
  arrivalsOfAddress: { perSecond: 200, burst: 2_500 },
  openingMs: 5_000,
  handshakesAtOnce: 16,
  handshakesEveryMs: 10,
  handshakesWaiting: 1_000,
  lagMs: 500,
  admittedWhileLate: { perSecond: 2, burst: 2 },
  pullEntries: { perSecond: 5_000, burst: 50_000 },
  pullsWaiting: 4,
  mutations: { perSecond: 500, burst: 20_000 },
};
