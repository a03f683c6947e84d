import { memo, useState } from 'react';
import type { ReactNode } from 'react';
import { REMARK_MAX } from './bounds.ts';
import { dayTime } from '../format/time.ts';
import { useNow } from '../format/use-now.ts';
import { useKey } from '../keys/keys.tsx';
import { KeyButton } from '../parts/KeyButton.tsx';
import { useCaseView, useSeat } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';
import type { DraftStore } from './draft-store.ts';
import { TextEntry } from './TextEntry.tsx';
import { useDraftValue } from './use-draft.ts';

/** Append-only, and at once on the other side's screen. A form that was never saved is saved first. */
export const Notes = memo(function Notes({ store }: { store: DraftStore }): ReactNode {
  const { t } = useWords();
  const seat = useSeat();
  const text = useDraftValue(store, (state) => state.noteText);
  const caseId = useDraftValue(store, (state) => state.caseId);
  const view = useCaseView(caseId);
  const notes = view?.status === 'ready' ? view.view.case.notes : [];
  const now = useNow();
  const [sending, setSending] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  async function send(): Promise<void> {
    if (text.trim() === '' || sending) return;
    setSending(true);
    const failed = await sendNote(text);
    setSending(false);
    setTrouble(failed === null ? null : t('form.noteFailed', { what: failed }));
  }

  async function sendNote(note: string): Promise<string | null> {
    const unsaved = store.get().caseId === null ? await store.saveCase() : null;
    if (unsaved !== null) return t(`error.${unsaved.code}`);
    const saved = store.get().caseId;
    if (saved === null) return t('error.notFound');
    const result = await seat.call('case.note', { caseId: saved, text: note });
    if (!result.ok) return t(`error.${result.error.code}`);
    // What was typed while it was on its way stays.
    if (store.get().noteText === note) store.writeNote('');
    return null;
  }

  function write(typed: string): string {
    const fits = typed.length <= REMARK_MAX;
    setTrouble(fits ? null : t('form.noteTooLong', { max: REMARK_MAX }));
    if (fits) store.writeNote(typed);
    return store.get().noteText;
  }

  useKey('sendNote', () => void send());

  return (
    <section className="intake-notes" aria-label={t('form.notes')}>
      <div className="intake-label-line">
        <label htmlFor="intake-note">{t('form.notes')}</label>
        <span
          className="intake-aside"
          role={trouble === null ? undefined : 'alert'}
          data-trouble={trouble !== null || undefined}
        >
          {trouble ?? t(caseId === null ? 'form.noteSaveFirst' : 'form.notesHint')}
        </span>
      </div>
      <ol className="intake-note-list" aria-live="polite" aria-label={t('form.notes')}>
        {notes.toReversed().map((note) => (
          <li key={note.id}>
            <span className="intake-note-by">
              {dayTime(note.at, now)} {note.by.name}
            </span>{' '}
            {note.text}
          </li>
        ))}
      </ol>
      <div className="intake-note-entry">
        <TextEntry id="intake-note" rows={1} value={text} placeholder={t('form.notePlaceholder')} onText={write} />
        <KeyButton action="sendNote" loading={sending} disabled={text.trim() === ''} onClick={() => void send()}>
          {t('form.noteSend')}
        </KeyButton>
      </div>
    </section>
  );
});
