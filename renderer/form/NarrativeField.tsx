import { memo, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { NARRATIVE_HINT, NARRATIVE_MAX } from '../../shared/entities/case.ts';
import { useWords } from '../words/words.tsx';
import { CueMarks } from './CueMarks.tsx';
import { useField } from './draft-field.ts';
import type { DraftStore } from './draft-store.ts';
import { FieldShell } from './FieldShell.tsx';
import { LiveCaller } from './LiveCaller.tsx';
import { SaveMark } from './SaveMark.tsx';
import { TextEntry } from './TextEntry.tsx';
import { useTextEntry } from './use-text-entry.ts';

const COUNT_PAUSE_MS = 1_000;

/** The caller's words: first, largest, never cut. An entry above the bound is refused with words and the text before it stays. */
export const NarrativeField = memo(function NarrativeField({
  store,
  open,
}: {
  store: DraftStore;
  open: boolean;
}): ReactNode {
  const { t } = useWords();
  // The hint above a length and the empty field speak for themselves here.
  const view = { ...useField(store, 'narrative'), problem: null };
  const entry = useTextEntry(store, 'narrative', view);
  const { length } = view.value;
  const count =
    length > NARRATIVE_HINT
      ? t('form.countOf', { count: length, max: NARRATIVE_MAX })
      : t('form.count', { count: length });
  return (
    <FieldShell
      store={store}
      field="narrative"
      view={view}
      className="intake-narrative"
      roomBelow
      mark={open && <LiveCaller draftId={store.get().draftId} />}
      refusedWords={t('form.refusedNarrative', { max: NARRATIVE_MAX })}
      aside={
        <>
          {length > NARRATIVE_HINT && !view.refused && (
            <span className="intake-hint">{t('form.narrativeLong', { limit: NARRATIVE_HINT })}</span>
          )}
          <span className="intake-count">{count}</span>
          <PoliteCount text={count} length={length} />
          <SaveMark store={store} />
        </>
      }
    >
      <div className="cue-field">
        <CueMarks store={store} />
        <TextEntry {...entry} rows={6} value={view.value} placeholder={t('form.narrativePlaceholder')} />
      </div>
    </FieldShell>
  );
});

/** Said once the hands rest: a number at every key would talk over the caller. */
function PoliteCount({ text, length }: { text: string; length: number }): ReactNode {
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (length === 0) return undefined;
    const timer = setTimeout(() => setSaid(text), COUNT_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, length]);
  return (
    <span className="intake-spoken" aria-live="polite">
      {length === 0 ? '' : said}
    </span>
  );
}
