import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { Matter } from '../../shared/matter-list/matter-list.ts';
import { routeLooks } from '../suggestion/route-look.ts';
import { useWords, type Words } from '../words/words.tsx';
import type { MatterRow } from './matter-rows.ts';

type TableProps = {
  rows: readonly MatterRow[];
  readOnly: boolean;
  onEdit: (matter: Matter) => void;
  onRestore: (matter: Matter) => void;
};

/** Every matter a line; what differs from the version in force says so, and says what it was. */
export function MatterTable({ rows, readOnly, onEdit, onRestore }: TableProps): ReactNode {
  const { t } = useWords();
  return (
    <table className="board matter-table">
      <thead>
        <tr>
          {(['matter', 'side', 'route', 'clause', 'department', 'cues', 'validity'] as const).map((column) => (
            <th key={column} scope="col">
              <span>{t(`list.${column}`)}</span>
            </th>
          ))}
          <th scope="col">
            <span>{t('list.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.matter.id} row={row} readOnly={readOnly} onEdit={onEdit} onRestore={onRestore} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, readOnly, onEdit, onRestore }: Omit<TableProps, 'rows'> & { row: MatterRow }): ReactNode {
  const { t, locale } = useWords();
  const { matter, change } = row;
  const before = change?.kind === 'changed' ? change.before : null;
  const removed = change?.kind === 'removed';
  const was = (value: string, now: string): ReactNode =>
    value !== now && <span className="hint">{t('list.was', { value })}</span>;
  return (
    <tr className={change ? `is-${change.kind}` : ''}>
      <th scope="row">
        {matter[locale]} {change && <em className="change-mark">{t(`list.change.${change.kind}`)}</em>}
        {before && was(before[locale], matter[locale])}
      </th>
      <td>{t(`list.side.${matter.side}`)}</td>
      <td>
        <span aria-hidden="true">{routeLooks[matter.route].shape}</span> {t(`route.${matter.route}`)}
        {before && was(t(`route.${before.route}`), t(`route.${matter.route}`))}
      </td>
      <td>
        {matter.clause}
        {before && was(before.clause, matter.clause)}
      </td>
      <td>
        {matter.department}
        {before && was(before.department, matter.department)}
      </td>
      <td className="number">
        {t('list.cueCount', { count: matter.cues.length })}
        {before &&
          was(t('list.cueCount', { count: before.cues.length }), t('list.cueCount', { count: matter.cues.length }))}
      </td>
      <td>{validity(matter, t)}</td>
      <td>
        <Button
          size="small"
          aria-label={`${t(removed ? 'list.restore' : readOnly ? 'list.view' : 'list.edit')} ${matter[locale]}`}
          onClick={() => (removed ? onRestore(matter) : onEdit(matter))}
        >
          {t(removed ? 'list.restore' : readOnly ? 'list.view' : 'list.edit')}
        </Button>
      </td>
    </tr>
  );
}

function validity({ validFrom: from, validUntil: until }: Matter, t: Words['t']): string {
  if (from === null && until === null) return t('list.validity.always');
  if (until === null) return t('list.validity.from', { from: from ?? '' });
  return from === null ? t('list.validity.until', { until }) : t('list.validity.span', { from, until });
}
