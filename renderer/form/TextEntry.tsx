import { memo, useLayoutEffect, useRef } from 'react';
import { movedCaret } from './changed-part.ts';
import type { CompositionEvent, FocusEvent, FormEvent, KeyboardEvent, ReactNode } from 'react';

type Element = HTMLInputElement | HTMLTextAreaElement;

export type TextEntryProps = {
  readonly id: string;
  readonly value: string;
  readonly rows?: number;
  readonly className?: string;
  readonly placeholder?: string;
  readonly inputMode?: 'tel' | 'numeric';
  readonly 'aria-label'?: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: boolean;
  /** Takes what was typed or pasted; answers with the text that stands from now on. */
  readonly onText: (text: string) => string;
  readonly onFocus?: (element: Element) => void;
  readonly onBlur?: () => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly onCompositionStart?: () => void;
  readonly onCompositionEnd?: (text: string) => string;
};

/**
 * A text field that React never writes into by itself. A controlled field is rewritten by any repaint that falls between the
 * browser's change and React's hearing of it, and that swallows a key; this one is written only when `value` itself changed, and
 * never under a composition.
 */
export const TextEntry = memo(function TextEntry(props: TextEntryProps): ReactNode {
  const { value, rows, className = '', onText, onFocus, onCompositionStart, onCompositionEnd, ...rest } = props;
  const element = useRef<Element | null>(null);
  const composing = useRef(false);
  const caret = useRef(0);

  useLayoutEffect(() => {
    if (element.current && !composing.current) receive(element.current, value);
  }, [value]);

  const handlers = {
    onBeforeInput: (event: FormEvent<Element>) => {
      caret.current = event.currentTarget.selectionEnd ?? 0;
    },
    onInput: (event: FormEvent<Element>) => {
      const target = event.currentTarget;
      const stands = onText(target.value);
      if (!composing.current) stand(target, stands, caret.current);
    },
    onFocus: (event: FocusEvent<Element>) => onFocus?.(event.currentTarget),
    onCompositionStart: (event: CompositionEvent<Element>) => {
      composing.current = true;
      caret.current = event.currentTarget.selectionStart ?? 0;
      onCompositionStart?.();
    },
    onCompositionEnd: (event: CompositionEvent<Element>) => {
      composing.current = false;
      const target = event.currentTarget;
      const end = onCompositionEnd ?? onText;
      stand(target, end(target.value), caret.current);
    },
  };
  const place = (node: Element | null): void => {
    element.current = node;
  };
  const common = {
    ...rest,
    ...handlers,
    className: `intake-entry ${className}`,
    autoComplete: 'off',
    spellCheck: false,
  };
  return rows === undefined ? <input ref={place} {...common} /> : <textarea ref={place} rows={rows} {...common} />;
});

/** Writes what came from elsewhere: hand and eye stay at the same signs, and what was selected as a whole stays so. */
function receive(element: Element, text: string): void {
  if (element.value === text) return;
  if (document.activeElement !== element) {
    // Nothing else is asked of it: a whole form that opens must not be laid out once for each of its fields.
    element.value = text;
    return;
  }
  const { value: before, selectionStart, selectionEnd, selectionDirection, scrollTop } = element;
  element.value = text;
  const end = movedCaret(before, text, selectionEnd ?? before.length);
  const isWhole = selectionStart === 0 && selectionEnd === before.length && before !== '';
  const start = isWhole ? 0 : selectionStart === selectionEnd ? end : movedCaret(before, text, selectionStart ?? 0);
  element.setSelectionRange(start, end, selectionDirection ?? 'none');
  element.scrollTop = scrollTop;
}

/** Writes only what differs, and leaves the caret where the hand was. */
function stand(element: Element, text: string, caret: number): void {
  if (element.value === text) return;
  const grew = text.length - element.value.length;
  const held = element.selectionEnd ?? 0;
  element.value = text;
  if (document.activeElement !== element) return;
  const at = Math.min(grew > 0 ? held : caret, text.length);
  element.setSelectionRange(at, at);
}
