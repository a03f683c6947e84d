import type { Mutation } from '../../shared/contract/mutations.ts';
import { decide } from '../../shared/decide/decide.ts';
import type { Effect } from '../../shared/decide/decision.ts';
import type { Directory } from '../directory.ts';
import type { Identity } from '../identify.ts';
import type { Dedication, StoredResult } from '../store/store.ts';
import { admit } from './admit.ts';
import type { CaseOrTransferEffect, Draft } from './draft.ts';

export type Submitted = { readonly mutation: Mutation; readonly from: Identity };

/** What the decisions of one commit change. */
export type Course = {
  readonly draft: Draft;
  /** Seat and case of which something was deferred: what follows waits with it (P38). */
  readonly deferred: Set<string>;
  readonly dedications: Map<string, Dedication>;
  readonly results: Map<string, StoredResult>;
};

/** Rights first, then the rules that a seat predicts by; what follows is laid into the draft for the next decision to see. */
export function decideOne(
  { mutation, from }: Submitted,
  course: Course,
  directory: Directory,
  now: number,
): StoredResult {
  const { seatId } = from;
  const admission = admit(mutation, from, directory);
  if (!admission.ok) return { seatId, code: admission.code };
  const knowledge = { ...course.draft.knowledge, centreOfSeat: (id: string) => directory.seat(id)?.centreId ?? null };
  const decision = decide(mutation, admission.author, knowledge, now);
  if (!decision.ok) return { seatId, code: decision.code };
  const own: CaseOrTransferEffect[] = [];
  for (const effect of decision.effects) {
    if (effect.kind === 'dedicate') dedicate(effect, from.centreId, course.dedications);
    else if (effect.kind === 'list') course.draft.publish(effect.published, idsOf(directory));
    else own.push(effect);
  }
  course.draft.record(own);
  return { seatId, code: null };
}

export function idsOf(directory: Directory): string[] {
  return directory.centres().map(({ id }) => id);
}

function dedicate(
  { seatId, dedicated }: Extract<Effect, { kind: 'dedicate' }>,
  centreId: string,
  dedications: Map<string, Dedication>,
): void {
  if (dedicated) dedications.set(seatId, { seatId, centreId, dedicated });
  else dedications.delete(seatId);
}
