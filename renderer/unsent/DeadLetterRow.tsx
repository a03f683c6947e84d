import { Button } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { DeadLetter, Repair } from '../../shared/contract/desk.ts';
import { useActiveDraft } from '../desk/active-draft.tsx';
import { dayTime } from '../format/time.ts';
import { useServerNow } from '../format/use-now.ts';
import { useTell } from '../notice/tell.tsx';
import { FailureText } from '../parts/FailureText.tsx';
import { UrgentMark } from '../parts/UrgentMark.tsx';
import { useSeat } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';
import { mutationWords } from './mutation-words.ts';
import { OpenCase } from './OpenCase.tsx';
import { OriginalText } from './OriginalText.tsx';
import { RepairWords } from './RepairWords.tsx';

/** Only leave word of what was done; they ask what was said, and to whom. */
const worded: ReadonlySet<Repair> = new Set(['toldByPhone', 'handToLead', 'settled']);

/** A change that the server refused: why, and what a person can do about it. It is marked as dealt with, never deleted. */
export function DeadLetterRow({ row }: { row: DeadLetter }): ReactNode {
  const { t } = useWords();
  const seat = useSeat();
  const tell = useTell();
  const { show } = useActiveDraft();
  const now = useServerNow();
  const [asking, setAsking] = useState<Repair | null>(null);

  async function repair(how: Repair, text: string): Promise<void> {
    const result = await seat.call('outbox.repair', { mutationId: row.mutationId, how, text });
    if (!result.ok) return tell.failure(result.error);
    setAsking(null);
    if (result.value.draftId !== null) show(result.value.draftId);
  }

  return (
    <li className={`row is-refused ${row.danger ? 'is-danger' : ''}`}>
      <strong>{mutationWords(row.name, t)}</strong>
      {row.orderNumber !== '' && <span className="tabular">{row.orderNumber}</span>}
      {row.danger && <UrgentMark />}
      <span className="hint">{t('unsent.refusedAt', { time: dayTime(row.refusedAt, now) })}</span>
      <FailureText code={row.code} />
      <div className="item-buttons">
        {row.repairs.map((how, index) => (
          <Button
            key={how}
            size="small"
            type={index === 0 && !worded.has(how) ? 'primary' : 'default'}
            onClick={() => (worded.has(how) ? setAsking(how) : void repair(how, ''))}
          >
            {t(`repair.${how}`)}
          </Button>
        ))}
        <OpenCase caseId={row.caseId} />
        <OriginalText mutationId={row.mutationId} />
      </div>
      {asking !== null && (
        <RepairWords
          key={asking}
          how={asking}
          onDone={(text) => void repair(asking, text)}
          onCancel={() => setAsking(null)}
        />
      )}
    </li>
  );
}
