import { Input } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallArgs } from '../../shared/contract/seat-api.ts';
import type { ErrorCode } from '../../shared/contract/errors.ts';
import { LIST_NOTE_MAX } from '../../shared/matter-list/published-list.ts';
import { useTell } from '../notice/tell.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { FailureText } from '../parts/FailureText.tsx';
import { useKept } from '../parts/use-kept.ts';
import { useSeat } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';

type PublishProps = {
  content: CallArgs<'list.publish'>['content'];
  title: string;
  text: string;
  version: string;
  onClose: () => void;
};

/** Version and note, and one more key to confirm: it is in force for both lines at once. */
export function PublishDialog({ content, title, text, version: proposed, onClose }: PublishProps): ReactNode {
  const { t } = useWords();
  const seat = useSeat();
  const tell = useTell();
  const [version, setVersion] = useState(proposed);
  const [note, setNote] = useKept('list.note');
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<ErrorCode | null>(null);
  const missing = version.trim() === '';

  async function submit(): Promise<void> {
    setAsked(true);
    if (missing || busy) return;
    setBusy(true);
    const result = await seat.call('list.publish', { content, version: version.trim(), note: note.trim() });
    setBusy(false);
    if (!result.ok) return setFailed(result.error.code);
    setNote('');
    tell.say('success', t('list.publish.sent', { version: version.trim() }), t('list.publish.sent.text'));
    onClose();
  }

  return (
    <Dialog
      title={title}
      onClose={onClose}
      onSubmit={() => void submit()}
      submitText={t('list.publish.submit')}
      busy={busy}
    >
      <p>{text}</p>
      <label className="dialog-field">
        {t('list.publish.version')}
        <Input
          autoFocus
          maxLength={32}
          value={version}
          aria-invalid={asked && missing}
          status={asked && missing ? 'warning' : ''}
          onChange={(event) => setVersion(event.target.value)}
        />
      </label>
      <label className="dialog-field">
        {t('list.publish.note')}
        <Input.TextArea
          rows={3}
          maxLength={LIST_NOTE_MAX}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
      {asked && missing && (
        <p className="is-clock" role="alert">
          {t('list.publish.version.missing')}
        </p>
      )}
      {failed !== null && <FailureText code={failed} />}
    </Dialog>
  );
}
