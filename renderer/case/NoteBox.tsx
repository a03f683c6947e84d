import { useState } from 'react';
import type { ReactNode } from 'react';
import { success } from '../../shared/contract/errors.ts';
import { TextEntry } from '../form/TextEntry.tsx';
import { useKey } from '../keys/keys.tsx';
import { KeyButton } from '../parts/KeyButton.tsx';
import { useKept } from '../parts/use-kept.ts';
import { useWords } from '../words/words.tsx';
import { useNote } from './use-note.ts';

/** The note line of an opened case. */
export function NoteBox({ caseId }: { caseId: string }): ReactNode {
  const { t } = useWords();
  const [text, write, sent] = useKept(`note.${caseId}`);
  const [inside, setInside] = useState(false);
  const note = useNote({ text, write, sent, caseId: () => Promise.resolve(success(caseId)) });
  // Only while the caret stands here: the form has a note line of its own with the same key.
  useKey('sendNote', () => void note.send(), inside);

  return (
    <div className="note-box" onFocus={() => setInside(true)} onBlur={() => setInside(false)}>
      <TextEntry
        id="case-note"
        rows={2}
        value={text}
        aria-label={t('case.note.placeholder')}
        placeholder={t('case.note.placeholder')}
        onText={note.type}
      />
      {note.trouble !== null && (
        <p className="failure-text" role="alert">
          {note.trouble}
        </p>
      )}
      <KeyButton
        action="sendNote"
        loading={note.sending}
        disabled={text.trim() === ''}
        onClick={() => void note.send()}
      >
        {t('case.note.send')}
      </KeyButton>
    </div>
  );
}
