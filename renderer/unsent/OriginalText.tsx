import { Button } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTell } from '../notice/tell.tsx';
import { useSeat } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';

/** The refused change word for word; the whole of it is selected, so that one key copies it. */
export function OriginalText({ mutationId }: { mutationId: string }): ReactNode {
  const { t } = useWords();
  const seat = useSeat();
  const tell = useTell();
  const [text, setText] = useState<string | null>(null);

  async function read(): Promise<void> {
    const result = await seat.call('outbox.original', { mutationId });
    if (result.ok) setText(result.value.text);
    else tell.failure(result.error);
  }

  return (
    <>
      <Button size="small" aria-expanded={text !== null} onClick={() => (text === null ? void read() : setText(null))}>
        {t('repair.original')}
      </Button>
      {text !== null && (
        <textarea
          className="original-text"
          readOnly
          autoFocus
          rows={8}
          value={text}
          aria-label={t('repair.original.hint')}
          onFocus={(event) => event.target.select()}
        />
      )}
    </>
  );
}
