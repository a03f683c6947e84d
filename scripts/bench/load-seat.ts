import { setTimeout as pause } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { v7 } from 'uuid';
import type { Failure, Result } from '../../shared/contract/errors.ts';
import { benchToken } from './load-directory.ts';
import type { Mutation, MutationBody } from '../../shared/contract/mutations.ts';
import {
  DOWN_EVENT,
  PROTOCOL_VERSION,
  UP_EVENT,
  type Down,
  type Handshake,
  type Reply,
  type Request,
} from '../../shared/contract/wire.ts';

export type LoadSeat = {
  /** Resolves when the server has decided all of them; throws when it refused one. */
  readonly push: (...bodies: readonly MutationBody[]) => Promise<void>;
  readonly close: () => void;
};

type Place = Pick<Handshake, 'seatId' | 'centreId'> & { readonly operatorId: string };
const TIMEOUT_MS = 30_000;

/** The wire of a seat without the seat, and without its schemas: many of them share one process, and the server is what is measured. */
export async function openLoadSeat(url: string, place: Place, heard: (down: Down) => void): Promise<LoadSeat> {
  const { seatId, centreId, operatorId } = place;
  const auth: Handshake = { seatId, centreId, protocol: PROTOCOL_VERSION, token: benchToken(seatId, operatorId) };
  const socket = await connect(url, auth, heard);
  let seatSeq = 0;

  async function push(...bodies: readonly MutationBody[]): Promise<void> {
    const mutations = bodies.map((body): Mutation => {
      seatSeq += 1;
      const { seatId, operatorId } = place;
      return { id: v7(), seatId, seatSeq, baseRev: 1_000_000, operatorId, madeAt: Date.now(), ageMs: 0, ...body };
    });
    const request: Request = { type: 'push', mutations };
    const answer = (await socket.timeout(TIMEOUT_MS).emitWithAck(UP_EVENT, request)) as Result<Reply<'push'>>;
    if (!answer.ok) throw new Error(answer.error.code);
    const refused = answer.value.results.find((each) => each.outcome === 'rejected');
    if (refused?.outcome === 'rejected') throw new Error(refused.code);
  }

  return { push, close: () => void socket.disconnect() };
}

/** Comes back when a server that is late with its work says so: what is measured is not the first knock. */
async function connect(url: string, auth: Handshake, heard: (down: Down) => void): Promise<Socket> {
  for (;;) {
    const socket = io(url, { transports: ['websocket'], reconnection: false, forceNew: true, auth });
    socket.on(DOWN_EVENT, heard);
    const refusal = await new Promise<(Error & { data?: Failure }) | null>((resolve) => {
      socket.once('connect', () => resolve(null));
      socket.once('connect_error', resolve);
    });
    if (!refusal) return socket;
    if (refusal.data?.code !== 'busy') throw refusal;
    await pause(refusal.data.retryAfterMs ?? 1_000);
  }
}
