import type { DraftCard } from '../../shared/contract/desk.ts';
import type { Call } from '../../shared/entities/call.ts';
import { useDeskSlice } from '../seat/hooks.tsx';

/** The call that is going on and the form that belongs to it; null where there is no call, or none of the forms is its. */
export function useLiveCall(): { readonly call: Call; readonly draft: DraftCard } | null {
  const call = useDeskSlice('call');
  const drafts = useDeskSlice('drafts');
  if (call === null || call.state === 'ended') return null;
  const draft = drafts.find(({ callId }) => callId === call.callId);
  return draft === undefined ? null : { call, draft };
}
