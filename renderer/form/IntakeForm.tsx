import { Button } from 'antd';
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useActiveDraft } from '../desk/active-draft.tsx';
import { useDeskSlice } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';
import { ConfidentialField, ConsentField } from './AgreementFields.tsx';
import { CameBack } from './CameBack.tsx';
import { DangerFields } from './DangerFields.tsx';
import { DivisionFields } from './DivisionFields.tsx';
import type { DraftStore } from './draft-store.ts';
import { KindFields } from './KindFields.tsx';
import { NarrativeField } from './NarrativeField.tsx';
import { Notes } from './Notes.tsx';
import { PhoneField } from './PhoneField.tsx';
import { TextField } from './TextField.tsx';
import { TimeField } from './TimeField.tsx';
import { takesFocus } from './take-focus.ts';
import { useDraft, useDraftValue } from './use-draft.ts';
import './form.css';

/**
 * One form for both centres. Narrative first; then danger, place, time, kind, caller: the order in which a dispatcher needs them. Without a
 * draft it stands ready and unseen: building it costs more than the caller's ringing may wait.
 */
export function IntakeForm({ draftId }: { draftId: string | null }): ReactNode {
  const { t } = useWords();
  const store = useDraft(draftId);
  const phase = useDraftValue(store, (state) => state.phase);
  const open = draftId !== null && phase === 'ready';
  return (
    <>
      {draftId !== null && !open && (
        <output className="intake-waiting">
          <p>{t(phase === 'loading' ? 'form.loading' : 'form.loadFailed')}</p>
          {phase === 'failed' && <Button onClick={() => void store.load()}>{t('form.retry')}</Button>}
        </output>
      )}
      <Fields store={store} open={open} />
    </>
  );
}

function Fields({ store, open }: { store: DraftStore; open: boolean }): ReactNode {
  const { t } = useWords();
  const { centre } = useDeskSlice('session');
  const { focusAsked, show } = useActiveDraft();
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (open && takesFocus(show, focusAsked)) form.current?.querySelector('textarea')?.focus();
  }, [show, focusAsked, open]);

  // What is put away must not go on hearing keys.
  useLayoutEffect(() => {
    const { activeElement } = document;
    if (!open && activeElement instanceof HTMLElement && form.current?.contains(activeElement)) activeElement.blur();
  }, [open]);

  return (
    <form
      ref={form}
      className="intake"
      hidden={!open}
      aria-label={t('form.title')}
      onSubmit={(event) => event.preventDefault()}
    >
      <NarrativeField store={store} open={open} />
      <CameBack store={store} />
      <div className="intake-grid">
        <DangerFields store={store} />
        <DivisionFields store={store} />
        <KindFields store={store} side={centre.kind} />
        <TextField store={store} field="address" placeholder="form.addressPlaceholder" className="intake-w7" />
        <TextField store={store} field="landmark" placeholder="form.landmarkPlaceholder" className="intake-w5" />
        <TimeField store={store} />
        <ConsentField store={store} />
        <ConfidentialField store={store} />
        <PhoneField store={store} field="callerNumber" className="intake-w3" />
        <PhoneField store={store} field="callbackNumber" className="intake-w3" />
        <TextField store={store} field="callerName" className="intake-w2" />
        <TextField
          store={store}
          field="callerLocation"
          placeholder="form.callerLocationPlaceholder"
          className="intake-w4"
        />
      </div>
      <Notes key={store.get().draftId} store={store} open={open} />
    </form>
  );
}
