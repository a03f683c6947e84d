import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { ReactNode } from 'react';
import { useDeskSlice, useHost, useSeat } from '../seat/hooks.tsx';
import { useTell } from '../notice/tell.tsx';
import { nextDraft } from './active-draft-rules.ts';
import { watchTyping } from './typing.ts';

type ActiveDraft = {
  readonly draftId: string | null;
  /** Rises when a person asked for this form: the moment, and the only one, in which it may take the focus. */
  readonly focusAsked: number;
  /** Brings a form to the front because the operator asked for it. */
  readonly show: (draftId: string) => void;
  /** The form of a call or case, or an empty one. */
  readonly open: (of: { callId: string | null; caseId: string | null }) => Promise<string | null>;
  /** The form tells whether it holds text that its case does not hold. */
  readonly setTouched: (draftId: string, touched: boolean) => void;
  /** The form in front holds text that its case does not hold. */
  readonly touched: boolean;
  /** Composing, or a key within the last seconds. */
  readonly typing: boolean;
};

const ActiveDraftContext = createContext<ActiveDraft | null>(null);

export function ActiveDraftProvider({ children }: { children: ReactNode }): ReactNode {
  const seat = useSeat();
  const tell = useTell();
  const call = useDeskSlice('call');
  const drafts = useDeskSlice('drafts');
  const { up } = useHost();
  const [watch] = useState(() => watchTyping());
  const typing = useSyncExternalStore(watch.subscribe, watch.typing);
  const [activeId, setActiveId] = useState<string | null>(null);
  const [askedId, setAskedId] = useState<string | null>(null);
  const [settledCallId, setSettledCallId] = useState<string | null>(null);
  const [focusAsked, setFocusAsked] = useState(0);
  const [touched, setTouchedIds] = useState<ReadonlySet<string>>(new Set());
  const opening = useRef<string | null>(null);

  const show = useCallback(
    (draftId: string) => {
      setActiveId(draftId);
      setAskedId(draftId);
      setFocusAsked((count) => count + 1);
      // From here on the call that stands now has had its turn: only the operator changes forms.
      setSettledCallId(seat.desk.get().desk?.call?.callId ?? null);
    },
    [seat],
  );

  const open = useCallback<ActiveDraft['open']>(
    async (of) => {
      const result = await seat.call('draft.open', of);
      if (!result.ok) {
        tell.failure(result.error);
        return null;
      }
      show(result.value.draft.id);
      return result.value.draft.id;
    },
    [seat, show, tell],
  );

  const setTouched = useCallback((draftId: string, is: boolean) => {
    setTouchedIds((before) => {
      if (before.has(draftId) === is) return before;
      const after = new Set(before);
      if (is) after.add(draftId);
      else after.delete(draftId);
      return after;
    });
  }, []);

  const known = drafts.some((draft) => draft.id === activeId);
  const awaitedId = askedId !== null && askedId === activeId && !known ? askedId : null;
  if (known && askedId !== null) setAskedId(null);

  const isTouched = activeId !== null && touched.has(activeId);
  const move = nextDraft({ activeId, awaitedId, drafts, call, settledCallId, touched: isTouched, typing });
  if (move.do === 'show') {
    setActiveId(move.draftId);
    const ofCall = call !== null && drafts.some((draft) => draft.id === move.draftId && draft.callId === call.callId);
    if (ofCall) setSettledCallId(call.callId);
  }
  const wantedCallId = move.do === 'open' ? move.callId : null;
  useEffect(() => {
    if (wantedCallId === null || !up || opening.current === wantedCallId) return;
    opening.current = wantedCallId;
    // The seat's desk event brings the draft's card; the rule above then shows it.
    void seat.call('draft.open', { callId: wantedCallId, caseId: null }).then((result) => {
      if (!result.ok) opening.current = null;
    });
  }, [wantedCallId, up, seat]);

  const draftId = known ? activeId : awaitedId;
  const value = useMemo(
    () => ({ draftId, focusAsked, show, open, setTouched, touched: isTouched, typing }),
    [draftId, focusAsked, show, open, setTouched, isTouched, typing],
  );
  return <ActiveDraftContext value={value}>{children}</ActiveDraftContext>;
}

export function useActiveDraft(): ActiveDraft {
  const active = useContext(ActiveDraftContext);
  if (active === null) throw new Error('useActiveDraft stands outside ActiveDraftProvider');
  return active;
}
