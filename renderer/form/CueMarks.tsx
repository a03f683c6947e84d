import { useEffect, useMemo, useRef } from 'react';
import type { ReactNode } from 'react';
import { markedParts } from './cue-marks.ts';
import { fieldId } from './draft-field.ts';
import type { DraftStore } from './draft-store.ts';
import { useDraftValue } from './use-draft.ts';
import './cue-marks.css';

/**
 * The words that decide, lit up where they stand: the narrative once more, invisible, behind the field, and only its marks seen. The
 * field itself is never touched, so neither caret nor input method can tell; a screen reader hears nothing of it.
 */
export function CueMarks({ store }: { store: DraftStore }): ReactNode {
  const narrative = useDraftValue(store, (state) => state.fields.narrative);
  const suggestion = useDraftValue(store, (state) => state.suggestion);
  const parts = useMemo(() => markedParts(narrative, suggestion), [narrative, suggestion]);
  const copy = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const area = document.getElementById(fieldId('narrative'));
    if (!area) return undefined;
    const follow = (): void => {
      if (copy.current) copy.current.style.transform = `translateY(${-area.scrollTop}px)`;
    };
    follow();
    area.addEventListener('scroll', follow, { passive: true });
    return () => area.removeEventListener('scroll', follow);
  }, []);

  return (
    <div className="cue-marks" aria-hidden="true">
      <div ref={copy} className="cue-copy">
        {parts.map(({ text, mark }, index) =>
          mark === null ? (
            text
          ) : (
            <mark key={`${index}.${mark}`} data-mark={mark}>
              {text}
            </mark>
          ),
        )}
      </div>
    </div>
  );
}
