import { Button } from 'antd';
import { Fragment, useState } from 'react';
import type { ReactNode } from 'react';
import type { ReviewRow } from '../../shared/review/review-tally.ts';
import { useLayers } from '../desk/layers.tsx';
import { dateAndTime } from '../format/time.ts';
import { useWords } from '../words/words.tsx';

/** Cases of one row that are shown at once. */
const SHOWN = 50;

const keyOf = ({ suggested, chosen, outcome, returnClause }: ReviewRow): string =>
  [suggested, chosen, outcome, returnClause].join(' ');

/** Suggested × chosen × what the counterpart did; each count opens its cases. */
export function ReviewTable({ rows }: { rows: readonly ReviewRow[] }): ReactNode {
  const { t } = useWords();
  const [open, setOpen] = useState<string | null>(null);
  return (
    <table className="board review-table">
      <thead>
        <tr>
          {(['suggested', 'chosen', 'outcome', 'clause', 'count'] as const).map((column) => (
            <th key={column} scope="col">
              <span>{t(`review.${column}`)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const key = keyOf(row);
          return (
            <Fragment key={key}>
              <Line row={row} open={open === key} onToggle={() => setOpen(open === key ? null : key)} />
              {open === key && <Cases row={row} />}
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}

function Line({ row, open, onToggle }: { row: ReviewRow; open: boolean; onToggle: () => void }): ReactNode {
  const { t } = useWords();
  const { suggested, chosen, outcome, returnClause, facts } = row;
  const overridden = suggested !== chosen;
  return (
    <tr className={overridden || outcome === 'returned' ? 'is-contested' : ''}>
      <td>{t(`route.${suggested}`)}</td>
      <td>{overridden ? t(`route.${chosen}`) : <span className="hint">{t('review.same')}</span>}</td>
      <td>{t(`review.outcome.${outcome}`)}</td>
      <td>{returnClause}</td>
      <td className="number">
        <Button
          size="small"
          aria-expanded={open}
          aria-label={t(open ? 'review.hide' : 'review.show', { count: facts.length })}
          onClick={onToggle}
        >
          {facts.length}
        </Button>
      </td>
    </tr>
  );
}

function Cases({ row: { facts } }: { row: ReviewRow }): ReactNode {
  const { t } = useWords();
  const { openCase } = useLayers();
  return (
    <tr>
      <td colSpan={5}>
        <ul className="review-cases">
          {facts.slice(0, SHOWN).map(({ caseId, orderNumber, at, override }) => (
            <li key={`${caseId} ${at}`}>
              <Button size="small" type="link" onClick={() => openCase(caseId)}>
                {orderNumber}
              </Button>
              <span className="hint">
                {dateAndTime(at)} {override !== null && t(`overrideReason.${override}`)}
              </span>
            </li>
          ))}
        </ul>
        {facts.length > SHOWN && <p className="hint">{t('review.more', { count: facts.length - SHOWN })}</p>}
      </td>
    </tr>
  );
}
