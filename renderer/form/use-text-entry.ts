import { useMemo } from 'react';
import { describedBy } from './FieldShell.tsx';
import { fieldId } from './draft-field.ts';
import type { FieldView } from './draft-field.ts';
import type { DraftStore } from './draft-store.ts';
import type { TextEntryProps } from './TextEntry.tsx';

type TextFieldName =
  | 'narrative'
  | 'callerName'
  | 'address'
  | 'landmark'
  | 'callerLocation'
  | 'callerNumber'
  | 'callbackNumber';

const asTyped = (text: string): string => text;

/** Joins a text field of the form to the store; `tidy` makes what was typed storable. */
export function useTextEntry<F extends TextFieldName>(
  store: DraftStore,
  field: F,
  view: FieldView<F>,
  tidy: (text: string) => string = asTyped,
): Omit<TextEntryProps, 'value'> {
  const handlers = useMemo(() => {
    const stands = (): string => store.get().fields[field];
    return {
      id: fieldId(field),
      onText: (text: string) => {
        store.change(field, tidy(text));
        return stands();
      },
      onFocus: () => store.focus(field),
      onBlur: () => store.blur(),
      onCompositionStart: () => store.compositionStart(field),
      onCompositionEnd: (text: string) => {
        store.compositionEnd(field, tidy(text));
        return stands();
      },
    };
  }, [store, field, tidy]);
  return { ...handlers, ...describedBy(field, view) };
}
