import { memo } from 'react';
import type { ReactNode } from 'react';
import { failure, success } from '../../shared/contract/errors.ts';
import type { Result } from '../../shared/contract/errors.ts';
import { useNote } from '../case/use-note.ts';
import { dayTime } from '../format/time.ts';
import { useNow } from '../format/use-now.ts';
import { useKey } from '../keys/keys.tsx';
import { KeyButton } from '../parts/KeyButton.tsx';
import { useCaseView } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';
import type { DraftStore } from './draft-store.ts';
import { TextEntry } from './TextEntry.tsx';
import { useDraftValue } from './use-draft.ts';
import './notes.css';

/** Append-only, and at once on the other side's screen. A form that was never saved is saved first. */
export const Notes = memo(function Notes({ store, open }: { store: DraftStore; open: boolean }): ReactNode {
  const { t } = useWords();
  const text = useDraftValue(store, (state) => state.noteText);
  const caseId = useDraftValue(store, (state) => state.caseId);
  const view = useCaseView(caseId);
  const notes = view?.status === 'ready' ? view.view.case.notes : [];
  const now = useNow();
  const note = useNote({
    text,
    write: store.writeNote,
    sent: (sent) => store.get().noteText === sent && store.writeNote(''),
    caseId: () => savedCase(store),
  });
  useKey('sendNote', () => void note.send(), open);

  return (
    <section className="intake-notes" aria-label={t('form.notes')}>
      <div className="intake-label-line">
        <label htmlFor="intake-note">{t('form.notes')}</label>
        <span
          className="intake-aside"
          role={note.trouble === null ? undefined : 'alert'}
          data-trouble={note.trouble !== null || undefined}
        >
          {note.trouble ?? t(caseId === null ? 'form.noteSaveFirst' : 'form.notesHint')}
        </span>
      </div>
      <ol className="intake-note-list" aria-live="polite" aria-label={t('form.notes')}>
        {notes.toReversed().map((each) => (
          <li key={each.id}>
            <span className="intake-note-by">
              {dayTime(each.at, now)} {each.by.name}
            </span>{' '}
            {each.text}
          </li>
        ))}
      </ol>
      <div className="intake-note-entry">
        <TextEntry id="intake-note" rows={1} value={text} placeholder={t('form.notePlaceholder')} onText={note.type} />
        <KeyButton
          action="sendNote"
          loading={note.sending}
          disabled={text.trim() === ''}
          onClick={() => void note.send()}
        >
          {t('form.noteSend')}
        </KeyButton>
      </div>
    </section>
  );
});

async function savedCase(store: DraftStore): Promise<Result<string>> {
  const unsaved = store.get().caseId === null ? await store.saveCase() : null;
  if (unsaved !== null) return { ok: false, error: unsaved };
  const { caseId } = store.get();
  return caseId === null ? failure('notFound') : success(caseId);
}
