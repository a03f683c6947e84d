import { Button, Input, Space } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { isReadAloudCode } from '../../shared/transfer/read-aloud-code.ts';
import { useActiveDraft } from '../desk/active-draft.tsx';
import { useTell } from '../notice/tell.tsx';
import { useSeat } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';

export const CODE_BOX_ID = 'read-aloud-code';

/** Six digits heard over the phone open the other side's case, or an empty one that the late data joins. */
export function CodeBox(): ReactNode {
  const { t } = useWords();
  const seat = useSeat();
  const tell = useTell();
  const { show } = useActiveDraft();
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const digits = typed.replace(/\D/g, '').slice(0, 6);
  const wrong = digits.length === 6 && !isReadAloudCode(digits);

  async function openStub(): Promise<void> {
    if (digits.length !== 6 || wrong || busy) return;
    setBusy(true);
    const result = await seat.call('stub.open', { code: digits });
    setBusy(false);
    if (!result.ok) return tell.failure(result.error);
    setTyped('');
    show(result.value.draftId);
    if (result.value.late) tell.say('info', t('case.stub'), t('code.late'));
  }

  return (
    <div className="code-box">
      <label htmlFor={CODE_BOX_ID}>{t('code.title')}</label>
      <Space.Compact block>
        <Input
          id={CODE_BOX_ID}
          size="small"
          inputMode="numeric"
          autoComplete="off"
          maxLength={12}
          value={typed}
          placeholder={t('code.placeholder')}
          status={wrong ? 'warning' : ''}
          aria-invalid={wrong}
          aria-describedby={`${CODE_BOX_ID}-hint`}
          onChange={(event) => setTyped(event.target.value)}
          onPressEnter={(event) => !event.nativeEvent.isComposing && void openStub()}
        />
        <Button size="small" loading={busy} disabled={digits.length !== 6 || wrong} onClick={() => void openStub()}>
          {t('code.open')}
        </Button>
      </Space.Compact>
      <p
        id={`${CODE_BOX_ID}-hint`}
        className={wrong ? 'code-hint is-clock' : 'code-hint'}
        role={wrong ? 'status' : undefined}
      >
        {wrong ? t('code.wrong') : t('code.hint')}
      </p>
    </div>
  );
}
