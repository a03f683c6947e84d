import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CaseView } from '../../shared/contract/seat-api.ts';
import { dayTimeExact } from '../format/time.ts';
import { useNow } from '../format/use-now.ts';
import { useDeskSlice } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';
import { timelineRows } from './timeline-rows.ts';

/** Notes of the other side that nobody here had seen when the panel was opened, and those that have come since. */
function useNewNotes(view: CaseView): ReadonlySet<string> {
  const { centre } = useDeskSlice('session');
  const foreign = view.case.notes.filter((note) => note.by.centreId !== centre.id).map((note) => note.id);
  const news = useDeskSlice('transfers')
    .filter((card) => card.transfer.caseId === view.case.id)
    .reduce((sum, card) => sum + card.news, 0);
  // Opening the case clears its count at the seat, so the first look is kept.
  const [old] = useState(() => new Set(foreign.slice(0, Math.max(0, foreign.length - news))));
  return new Set(foreign.filter((id) => !old.has(id)));
}

export function Timeline({ view }: { view: CaseView }): ReactNode {
  const { t } = useWords();
  const now = useNow();
  const fresh = useNewNotes(view);
  const rows = timelineRows(view, t);
  return (
    <section aria-label={t('case.timeline')}>
      <h3>{t('case.timeline')}</h3>
      <ol className="timeline">
        {rows.map((row) => (
          <li key={row.key} className={row.noteId === null ? '' : 'is-note'}>
            <time>{dayTimeExact(row.at, now)}</time>
            <div>
              <p>
                <strong>{row.what}</strong>
                {row.by && (
                  <span className="hint"> {t('case.stepBy', { name: row.by.name, seat: row.by.seatId })}</span>
                )}
                {row.noteId !== null && fresh.has(row.noteId) && (
                  <span className="news-mark">{t('case.note.new')}</span>
                )}
              </p>
              {row.text !== '' && <p className="timeline-text">{row.text}</p>}
            </div>
          </li>
        ))}
      </ol>
      {view.case.notes.length === 0 && <p className="hint">{t('case.notes.none')}</p>}
    </section>
  );
}
