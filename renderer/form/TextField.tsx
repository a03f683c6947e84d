import { memo } from 'react';
import type { ReactNode } from 'react';
import { useWords } from '../words/words.tsx';
import type { WordKey } from '../words/words.tsx';
import { useField } from './draft-field.ts';
import type { DraftStore } from './draft-store.ts';
import { FieldShell } from './FieldShell.tsx';
import { TextEntry } from './TextEntry.tsx';
import { useTextEntry } from './use-text-entry.ts';

type TextFieldProps = {
  readonly store: DraftStore;
  readonly field: 'callerName' | 'address' | 'landmark' | 'callerLocation';
  readonly placeholder?: WordKey;
  readonly className?: string;
};

/** One line of text. */
export const TextField = memo(function TextField({ store, field, placeholder, className }: TextFieldProps): ReactNode {
  const { t } = useWords();
  const view = useField(store, field);
  const entry = useTextEntry(store, field, view);
  return (
    <FieldShell store={store} field={field} view={view} className={className}>
      <TextEntry {...entry} value={view.value} placeholder={placeholder && t(placeholder)} />
    </FieldShell>
  );
});
