import { Input } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../words/words.tsx';
import { fieldId, useField } from './draft-field.ts';
import { describedBy, FieldShell } from './FieldShell.tsx';
import type { DraftStore } from './draft-store.ts';
import type { WordKey } from '../words/words.tsx';

type LineField = 'callerName' | 'address' | 'landmark' | 'callerLocation';
type TextFieldProps = {
  readonly store: DraftStore;
  readonly field: LineField;
  readonly placeholder?: WordKey;
  readonly className?: string;
};

/** One line of text, safe under an input method: the value is never rewritten while a composition stands. */
export function TextField({ store, field, placeholder, className }: TextFieldProps): ReactNode {
  const { t } = useWords();
  const view = useField(store, field);
  return (
    <FieldShell store={store} field={field} view={view} className={className}>
      <Input
        id={fieldId(field)}
        value={view.value}
        placeholder={placeholder && t(placeholder)}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => store.change(field, event.target.value)}
        onFocus={() => store.focus(field)}
        onBlur={() => store.blur(field)}
        onCompositionStart={() => store.compositionStart(field)}
        onCompositionEnd={(event) => store.compositionEnd(field, event.currentTarget.value)}
        {...describedBy(field, view)}
      />
    </FieldShell>
  );
}
