import type { DraftCard } from '../../shared/contract/desk.ts';
import type { Call } from '../../shared/entities/call.ts';

type DraftMove =
  | { readonly do: 'stay' }
  | { readonly do: 'show'; readonly draftId: string }
  /** The call has no form yet: ask the seat for it. */
  | { readonly do: 'open'; readonly callId: string };

export type DraftMoment = {
  readonly activeId: string | null;
  /** Asked for by the operator and not yet in the desk's list. */
  readonly awaitedId: string | null;
  readonly drafts: readonly DraftCard[];
  readonly call: Call | null;
  /** The call whose form was already brought to the front, or that the operator has moved away from. */
  readonly settledCallId: string | null;
  /** Something was typed into the active form that its case does not hold. */
  readonly touched: boolean;
  readonly typing: boolean;
};

const stay: DraftMove = { do: 'stay' };

/**
 * Which form comes to the front by itself. The one invariant: nothing typed is ever pushed aside by a call; a call's
 * form comes up only over an untouched one, or when the operator asks for it.
 */
export function nextDraft(moment: DraftMoment): DraftMove {
  const { call, drafts, activeId } = moment;
  if (moment.awaitedId !== null) return stay;
  const active = drafts.find((draft) => draft.id === activeId) ?? null;
  const live = call !== null && call.state !== 'ended' && call.direction === 'in' ? call : null;
  if (live !== null && live.callId !== moment.settledCallId && !moment.typing && !(active && moment.touched)) {
    const own = drafts.find((draft) => draft.callId === live.callId);
    return own ? { do: 'show', draftId: own.id } : { do: 'open', callId: live.callId };
  }
  if (active !== null) return stay;
  const newest = drafts[0];
  return newest === undefined ? stay : { do: 'show', draftId: newest.id };
}
