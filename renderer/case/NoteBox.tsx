import { Input } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useKey } from '../keys/keys.tsx';
import { useTell } from '../notice/tell.tsx';
import { KeyButton } from '../parts/KeyButton.tsx';
import { useKept } from '../parts/use-kept.ts';
import { useSeat } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';

const NOTE_MAX = 2_000;

/** Append-only; the text stays until the seat has it on disk. */
export function NoteBox({ caseId }: { caseId: string }): ReactNode {
  const { t } = useWords();
  const seat = useSeat();
  const tell = useTell();
  const [text, setText] = useKept(`note.${caseId}`);
  const [busy, setBusy] = useState(false);
  const [inside, setInside] = useState(false);

  async function send(): Promise<void> {
    const note = text.trim();
    if (note === '' || busy) return;
    setBusy(true);
    const result = await seat.call('case.note', { caseId, text: note });
    setBusy(false);
    if (result.ok) setText('');
    else tell.failure(result.error);
  }
  // Only while the caret stands here: the form has a note line of its own with the same key.
  useKey('sendNote', () => void send(), inside);

  return (
    <div className="note-box" onFocus={() => setInside(true)} onBlur={() => setInside(false)}>
      <Input.TextArea
        rows={2}
        maxLength={NOTE_MAX}
        value={text}
        readOnly={busy}
        aria-label={t('case.note.placeholder')}
        placeholder={t('case.note.placeholder')}
        onChange={(event) => setText(event.target.value)}
      />
      <KeyButton action="sendNote" disabled={text.trim() === ''} onClick={() => void send()}>
        {t('case.note.send')}
      </KeyButton>
    </div>
  );
}
