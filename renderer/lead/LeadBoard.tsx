import { Button, Input, Table } from 'antd';
import type { TableColumnsType } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Dedicated, SeatStatus } from '../../shared/entities/centre.ts';
import { useLayers } from '../desk/layers.tsx';
import { dayTime, duration } from '../format/time.ts';
import { useServerNow } from '../format/use-now.ts';
import { useTell } from '../notice/tell.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import { SidePanel } from '../parts/SidePanel.tsx';
import { useDeskSlice, useSeat } from '../seat/hooks.tsx';
import { usePreferences } from '../seat/preferences.tsx';
import { useCentreName } from '../transfer/use-centre-name.ts';
import { useWords } from '../words/words.tsx';
import { boardSummary, filterSeats } from './board-rows.ts';

/** Lead: who sits where and does what, and which seats serve the counterpart. Stands beside the workbench. */
export function LeadBoard({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useWords();
  const board = useDeskSlice('board');
  const [find, setFind] = useState('');
  return (
    <SidePanel title={t('lead.title')} onClose={onClose} wide>
      {board === null ? (
        <EmptyState title={t('lead.unreachable')} text={t('lead.unreachable.text')} />
      ) : board.length === 0 ? (
        <EmptyState title={t('lead.empty')} text={t('lead.empty.text')} />
      ) : (
        <>
          <p className="board-summary">{t('lead.summary', boardSummary(board))}</p>
          <Input size="small" allowClear value={find} aria-label={t('lead.filter')} placeholder={t('lead.filter')} onChange={(event) => setFind(event.target.value)} />
          <SeatTable seats={filterSeats(board, find)} />
        </>
      )}
    </SidePanel>
  );
}

function SeatTable({ seats }: { seats: readonly SeatStatus[] }): ReactNode {
  const { t } = useWords();
  const { values, set } = usePreferences();
  const { openDialog } = useLayers();
  const now = useServerNow();
  const [column = '', order = ''] = (values['board.sort'] ?? '').split(' ');
  const orderOf = (key: string): 'ascend' | 'descend' | null => (column === key && (order === 'ascend' || order === 'descend') ? order : null);
  const columns: TableColumnsType<SeatStatus> = [
    { key: 'seat', title: t('lead.seat'), sortOrder: orderOf('seat'), sorter: (a, b) => a.seatId.localeCompare(b.seatId), render: (_, seat) => seat.seatId },
    { key: 'operator', title: t('lead.operator'), sortOrder: orderOf('operator'), sorter: (a, b) => (a.operator?.name ?? '').localeCompare(b.operator?.name ?? ''), render: (_, seat) => seat.operator?.name ?? '' },
    { key: 'state', title: t('lead.state'), sortOrder: orderOf('state'), sorter: (a, b) => a.state.localeCompare(b.state), render: (_, seat) => (
      <span className={`seat-state is-${seat.online ? seat.state : 'offline'}`}>{seat.online ? t(`state.${seat.state}`) : t('lead.offline')}</span>
    ) },
    { key: 'since', title: t('lead.since'), align: 'right', sortOrder: orderOf('since'), sorter: (a, b) => b.since - a.since, render: (_, seat) => <span className="tabular">{duration(now - seat.since)}</span> },
    { key: 'offers', title: t('lead.offers'), align: 'right', sortOrder: orderOf('offers'), sorter: (a, b) => a.openOffers - b.openOffers, render: (_, seat) => seat.openOffers },
    { key: 'dedicate', title: t('lead.dedicated'), render: (_, seat) => (
      <div className="item-buttons">
        <Dedication dedicated={seat.dedicated} now={now} />
        <Button size="small" onClick={() => openDialog({ kind: 'dedicate', seatId: seat.seatId })}>{t(seat.dedicated ? 'lead.change' : 'lead.set')}</Button>
        {seat.dedicated && <EndDedication seatId={seat.seatId} />}
      </div>
    ) },
  ];
  return (
    <Table<SeatStatus>
      size="small" rowKey="seatId" columns={columns} dataSource={[...seats]} pagination={false} showSorterTooltip={false}
      onChange={(_pages, _filters, sorter) => {
        const one = Array.isArray(sorter) ? sorter[0] : sorter;
        set('board.sort', one?.order ? `${String(one.columnKey)} ${one.order}` : '');
      }}
    />
  );
}

function Dedication({ dedicated, now }: { dedicated: Dedicated | null; now: number }): ReactNode {
  const { t } = useWords();
  const centreName = useCentreName();
  if (dedicated === null) return null;
  return (
    <span className="dedication">
      <span className="status-mark"><span aria-hidden="true">★</span> {t('lead.dedicatedFor', { centre: centreName(dedicated.servesCentreId) })}</span>
      <span className="hint">
        {t('lead.at', { centre: centreName(dedicated.locatedAtCentreId) })} · {dedicated.expiresAt === null ? t('lead.untilEnded') : t('lead.until', { time: dayTime(dedicated.expiresAt, now) })} · {dedicated.reason}
      </span>
    </span>
  );
}

function EndDedication({ seatId }: { seatId: string }): ReactNode {
  const { t } = useWords();
  const seat = useSeat();
  const tell = useTell();
  async function end(): Promise<void> {
    const result = await seat.call('lead.dedicate', { seatId, dedicated: null });
    if (!result.ok) tell.failure(result.error);
  }
  return <Button size="small" onClick={() => void end()}>{t('lead.end')}</Button>;
}
