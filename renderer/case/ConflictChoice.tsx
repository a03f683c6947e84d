import { Button } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { FieldConflict } from '../../shared/entities/case.ts';
import type { CallArgs } from '../../shared/contract/seat-api.ts';
import { useFieldWords } from '../format/field-words.ts';
import { clockTime } from '../format/time.ts';
import { useTell } from '../notice/tell.tsx';
import { useSeat } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';

type Keep = CallArgs<'case.settle'>['keep'];

type ConflictChoiceProps = {
  readonly caseId: string;
  readonly conflict: FieldConflict;
  /** The value that stands in the case. */
  readonly standing: unknown;
  readonly onSettled?: () => void;
};

/** Both values of one field, who and when; the seat settles it alone, so that nothing else that is half typed goes out with it. */
export function ConflictChoice({ caseId, conflict, standing, onSettled }: ConflictChoiceProps): ReactNode {
  const { t } = useWords();
  const seat = useSeat();
  const tell = useTell();
  const [busy, setBusy] = useState(false);
  const { field, mutationId } = conflict;

  async function settle(keep: Keep): Promise<void> {
    setBusy(true);
    const result = await seat.call('case.settle', { caseId, field, mutationId, keep });
    setBusy(false);
    if (!result.ok) return tell.failure(result.error);
    onSettled?.();
  }

  const by = t('conflict.other', { name: conflict.by.name, time: clockTime(conflict.at) });
  return (
    <fieldset className="conflict">
      <legend>{t(`field.${field}`)}</legend>
      <ConflictValue
        conflict={conflict}
        what={t('conflict.current')}
        value={standing}
        busy={busy}
        onChoose={() => void settle('standing')}
      />
      <ConflictValue
        conflict={conflict}
        what={by}
        value={conflict.other}
        busy={busy}
        onChoose={() => void settle('other')}
      />
    </fieldset>
  );
}

type ConflictValueProps = {
  readonly conflict: FieldConflict;
  readonly what: string;
  readonly value: unknown;
  readonly busy: boolean;
  readonly onChoose: () => void;
};

function ConflictValue({ conflict, what, value, busy, onChoose }: ConflictValueProps): ReactNode {
  const { t } = useWords();
  const fieldWords = useFieldWords();
  return (
    <div className="conflict-value">
      <span className="hint">{what}</span>
      <span className="conflict-text">{fieldWords(conflict.field, value)}</span>
      <Button size="small" disabled={busy} onClick={onChoose}>
        {t('conflict.choose')}
      </Button>
    </div>
  );
}
