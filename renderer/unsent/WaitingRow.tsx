import type { ReactNode } from 'react';
import type { UnsentRow } from '../../shared/contract/desk.ts';
import { ago, dayTime } from '../format/time.ts';
import { useNow, useServerNow } from '../format/use-now.ts';
import { UrgentMark } from '../parts/UrgentMark.tsx';
import { useWords } from '../words/words.tsx';
import { mutationWords } from './mutation-words.ts';
import { OpenCase } from './OpenCase.tsx';

/** One change that waits: what it is, why it waits, since when, how often it was tried, and when it is tried next. */
export function WaitingRow({ row }: { row: UnsentRow }): ReactNode {
  const { t } = useWords();
  const [now, serverNow] = [useNow(), useServerNow()];
  const { why, since, attempts, nextAt, code } = row;
  const reason = [
    t(`unsent.why.${why}`),
    since === null ? '' : t('unsent.since', { time: dayTime(since, now), ago: ago(now - since, t) }),
    code === null ? '' : t(`error.${code}`),
    attempts === 0 ? '' : t('unsent.attempts', { count: attempts }),
    nextAt === null ? '' : t('unsent.next', { seconds: Math.max(1, Math.ceil((nextAt - now) / 1_000)) }),
  ];
  return (
    <li className={row.danger ? 'row is-danger' : 'row'}>
      <strong>{mutationWords(row.name, t)}</strong>
      {row.orderNumber !== '' && <span className="tabular">{row.orderNumber}</span>}
      {row.danger && <UrgentMark />}
      <span className="hint">
        {t('unsent.madeAt', { time: dayTime(row.madeAt, serverNow), ago: ago(serverNow - row.madeAt, t) })}
      </span>
      <OpenCase caseId={row.caseId} />
      <p className="unsent-why">{reason.filter(Boolean).join(' · ')}</p>
    </li>
  );
}
