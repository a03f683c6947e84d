import { Button } from 'antd';
import { memo, useState } from 'react';
import type { ReactNode } from 'react';
import { groupPhone } from '../format/number.ts';
import { useTell } from '../notice/tell.tsx';
import { useSeat } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';
import { useField } from './draft-field.ts';
import type { DraftStore } from './draft-store.ts';
import { FieldShell } from './FieldShell.tsx';
import { plainPhone } from './phone-number.ts';
import { TextEntry } from './TextEntry.tsx';
import { useTextEntry } from './use-text-entry.ts';

type PhoneFieldProps = {
  readonly store: DraftStore;
  readonly field: 'callerNumber' | 'callbackNumber';
  readonly className?: string;
};

/** Grouped while it is only read, plain while the cursor stands in it. */
export const PhoneField = memo(function PhoneField({ store, field, className }: PhoneFieldProps): ReactNode {
  const { t } = useWords();
  const view = useField(store, field);
  const entry = useTextEntry(store, field, view, plainPhone);
  const [editing, setEditing] = useState(false);
  return (
    <FieldShell
      store={store}
      field={field}
      view={view}
      className={className}
      refusedWords={t('form.refusedPhone')}
      aside={field === 'callbackNumber' && !editing && <DialButton number={view.value} />}
    >
      <TextEntry
        {...entry}
        className="intake-digits"
        value={editing ? view.value : groupPhone(view.value)}
        placeholder={t(field === 'callbackNumber' ? 'form.sameAsCaller' : 'form.phonePlaceholder')}
        inputMode="tel"
        onFocus={() => {
          setEditing(true);
          store.focus(field);
        }}
        onBlur={() => {
          setEditing(false);
          store.blur();
        }}
      />
    </FieldShell>
  );
});

function DialButton({ number }: { number: string }): ReactNode {
  const { t } = useWords();
  const seat = useSeat();
  const tell = useTell();
  if (number.length < 3) return null;
  const dial = async (): Promise<void> => {
    const result = await seat.call('phone.dial', { number });
    if (!result.ok) tell.failure(result.error);
  };
  return (
    <Button
      autoInsertSpace={false}
      type="link"
      size="small"
      className="intake-inline-button"
      onClick={() => void dial()}
    >
      {t('form.dial')}
    </Button>
  );
}
