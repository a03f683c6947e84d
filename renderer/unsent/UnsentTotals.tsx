import type { ReactNode } from 'react';
import type { UnsentRow } from '../../shared/contract/desk.ts';
import { ago } from '../format/time.ts';
import { useServerNow } from '../format/use-now.ts';
import { UrgentMark } from '../parts/UrgentMark.tsx';
import { useWords } from '../words/words.tsx';

/** How many, how many of them in danger, how much, and how old the oldest is. */
export function UnsentTotals({ rows }: { rows: readonly UnsentRow[] }): ReactNode {
  const { t } = useWords();
  const now = useServerNow();
  const danger = rows.filter((row) => row.danger).length;
  const cases = new Set(rows.flatMap((row) => row.caseId ?? [])).size;
  const kilobytes = Math.ceil(rows.reduce((sum, row) => sum + row.bytes, 0) / 1_024);
  const oldest = Math.min(...rows.map((row) => row.madeAt));
  return (
    <>
      <p className="unsent-totals">
        <strong>{t('unsent.totals', { count: rows.length, cases, kilobytes, ago: ago(now - oldest, t) })}</strong>
        {danger > 0 && <UrgentMark>{t('unsent.totals.danger', { count: danger })}</UrgentMark>}
      </p>
      <p className="hint">{t('unsent.waiting.text')}</p>
    </>
  );
}
