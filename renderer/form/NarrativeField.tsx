import { Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { NARRATIVE_HINT, NARRATIVE_MAX } from '../../shared/entities/case.ts';
import { useWords } from '../words/words.tsx';
import { fieldId, useField } from './draft-field.ts';
import type { DraftStore } from './draft-store.ts';
import { describedBy, FieldShell } from './FieldShell.tsx';
import { SaveMark } from './SaveMark.tsx';

const COUNT_PAUSE_MS = 1_000;

/** The caller's words: first, largest, never cut. An entry above the bound is refused with words and the text before it stays. */
export function NarrativeField({ store }: { store: DraftStore }): ReactNode {
  const { t } = useWords();
  const view = useField(store, 'narrative');
  const caret = useRef(0);
  const { length } = view.value;
  const count = length > NARRATIVE_HINT
    ? t('form.countOf', { count: length, max: NARRATIVE_MAX })
    : t('form.count', { count: length });
  return (
    <FieldShell
      store={store}
      field="narrative"
      view={view}
      className="intake-narrative"
      refusedWords={t('form.refusedNarrative', { max: NARRATIVE_MAX })}
      aside={
        <>
          {length > NARRATIVE_HINT && <span className="intake-hint">{t('form.narrativeLong', { limit: NARRATIVE_HINT })}</span>}
          <span className="intake-count">{count}</span>
          <PoliteCount text={count} length={length} />
          <SaveMark store={store} />
        </>
      }
    >
      <Input.TextArea
        id={fieldId('narrative')}
        value={view.value}
        placeholder={t('form.narrativePlaceholder')}
        spellCheck={false}
        onChange={(event) => {
          const area = event.target;
          if (store.change('narrative', area.value)) return;
          // React puts the old text back with the caret at its end; the hand was elsewhere.
          queueMicrotask(() => area.setSelectionRange(caret.current, caret.current));
        }}
        onSelect={(event) => {
          caret.current = event.currentTarget.selectionEnd;
        }}
        onFocus={() => store.focus('narrative')}
        onBlur={() => store.blur('narrative')}
        onCompositionStart={() => store.compositionStart('narrative')}
        onCompositionEnd={(event) => store.compositionEnd('narrative', event.currentTarget.value)}
        {...describedBy('narrative', view)}
      />
    </FieldShell>
  );
}

/** Said once the hands rest: a number at every key would talk over the caller. */
function PoliteCount({ text, length }: { text: string; length: number }): ReactNode {
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (length === 0) return undefined;
    const timer = setTimeout(() => setSaid(text), COUNT_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, length]);
  return <span className="intake-spoken" aria-live="polite">{said}</span>;
}
