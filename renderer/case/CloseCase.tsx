import { Button, Input } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTell } from '../notice/tell.tsx';
import { useKept } from '../parts/use-kept.ts';
import { useSeat } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';

/** 办结: asks in its own place, with a line for the outcome. */
export function CloseCase({ caseId }: { caseId: string }): ReactNode {
  const { t } = useWords();
  const seat = useSeat();
  const tell = useTell();
  const [asking, setAsking] = useState(false);
  const [text, setText] = useKept(`close.${caseId}`);

  async function close(): Promise<void> {
    const result = await seat.call('case.close', { caseId, text: text.trim() });
    if (!result.ok) return tell.failure(result.error);
    setText('');
    setAsking(false);
  }

  if (!asking)
    return (
      <p>
        <Button size="small" onClick={() => setAsking(true)}>
          {t('case.close')}
        </Button>
      </p>
    );
  return (
    <div className="close-case">
      <Input.TextArea
        autoFocus
        rows={2}
        maxLength={2_000}
        value={text}
        aria-label={t('case.close.text')}
        placeholder={t('case.close.text')}
        onChange={(event) => setText(event.target.value)}
      />
      <Button onClick={() => void close()}>{t('progress.confirm', { what: t('case.close') })}</Button>
      <Button onClick={() => setAsking(false)}>{t('shell.cancel')}</Button>
    </div>
  );
}
