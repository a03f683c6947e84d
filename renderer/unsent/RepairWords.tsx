import { Button, Input } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Repair } from '../../shared/contract/desk.ts';
import { REMARK_MAX } from '../form/bounds.ts';
import { useWords } from '../words/words.tsx';

type RepairWordsProps = { how: Repair; onDone: (text: string) => void; onCancel: () => void };

/** Whom was it told, to whom handed, how settled: one line that stays with the refused change. */
export function RepairWords({ how, onDone, onCancel }: RepairWordsProps): ReactNode {
  const { t } = useWords();
  const [text, setText] = useState('');
  const missing = text.trim() === '';
  return (
    <div className="repair-words">
      <Input
        autoFocus
        maxLength={REMARK_MAX}
        value={text}
        aria-label={t(`repair.${how}`)}
        placeholder={t('repair.text')}
        onChange={(event) => setText(event.target.value)}
        onPressEnter={(event) => !event.nativeEvent.isComposing && !missing && onDone(text.trim())}
      />
      <Button type="primary" disabled={missing} onClick={() => onDone(text.trim())}>
        {t('repair.record')}
      </Button>
      <Button onClick={onCancel}>{t('shell.cancel')}</Button>
    </div>
  );
}
