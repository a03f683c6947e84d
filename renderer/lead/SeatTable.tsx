import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { Dedicated, SeatStatus } from '../../shared/entities/centre.ts';
import { useLayers } from '../desk/layers.tsx';
import { dayTime, duration } from '../format/time.ts';
import { useServerNow } from '../format/use-now.ts';
import { useTell } from '../notice/tell.tsx';
import { useSeat } from '../seat/hooks.tsx';
import { usePreferences } from '../seat/preferences.tsx';
import { useCentreName } from '../transfer/use-centre-name.ts';
import { useWords } from '../words/words.tsx';
import { boardColumns, boardSortOf, nextSort, sortSeats } from './board-sort.ts';

const SORT_PREFERENCE = 'board.sort';

/** A plain table: antd's measures scroll bars with a style element that the content policy forbids. */
export function SeatTable({ seats }: { seats: readonly SeatStatus[] }): ReactNode {
  const { t } = useWords();
  const { values, set } = usePreferences();
  const sort = boardSortOf(values[SORT_PREFERENCE]);
  return (
    <table className="board">
      <thead>
        <tr>
          {boardColumns.map((column) => {
            const active = sort.column === column;
            return (
              <th key={column} scope="col" aria-sort={active ? (sort.down ? 'descending' : 'ascending') : 'none'}>
                <button type="button" onClick={() => set(SORT_PREFERENCE, nextSort(sort, column))}>
                  {t(`lead.${column}`)} <i aria-hidden="true">{active ? (sort.down ? '↓' : '↑') : ''}</i>
                </button>
              </th>
            );
          })}
          <th scope="col">
            <span>{t('lead.dedicated')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {sortSeats(seats, sort).map((seat) => (
          <SeatRow key={seat.seatId} seat={seat} />
        ))}
      </tbody>
    </table>
  );
}

function SeatRow({ seat }: { seat: SeatStatus }): ReactNode {
  const { t } = useWords();
  const now = useServerNow();
  const { openDialog } = useLayers();
  return (
    <tr>
      <td>{seat.seatId}</td>
      <td>{seat.operator?.name ?? ''}</td>
      <td>
        <span className={`seat-state is-${seat.online ? seat.state : 'offline'}`}>
          {seat.online ? t(`state.${seat.state}`) : t('lead.offline')}
        </span>
      </td>
      <td className="number">{duration(now - seat.since)}</td>
      <td className="number">{seat.openOffers}</td>
      <td>
        <Dedication dedicated={seat.dedicated} now={now} />
        <div className="item-buttons">
          <Button size="small" onClick={() => openDialog({ kind: 'dedicate', seatId: seat.seatId })}>
            {t(seat.dedicated ? 'lead.change' : 'lead.set')}
          </Button>
          {seat.dedicated && <EndDedication seatId={seat.seatId} />}
        </div>
      </td>
    </tr>
  );
}

function Dedication({ dedicated, now }: { dedicated: Dedicated | null; now: number }): ReactNode {
  const { t } = useWords();
  const centreName = useCentreName();
  if (dedicated === null) return null;
  const until =
    dedicated.expiresAt === null ? t('lead.untilEnded') : t('lead.until', { time: dayTime(dedicated.expiresAt, now) });
  return (
    <span className="dedication">
      <span className="status-mark">
        <span aria-hidden="true">★</span> {t('lead.dedicatedFor', { centre: centreName(dedicated.servesCentreId) })}
      </span>
      <span className="hint">
        {[t('lead.at', { centre: centreName(dedicated.locatedAtCentreId) }), until, dedicated.reason].join(' · ')}
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
  return (
    <Button size="small" onClick={() => void end()}>
      {t('lead.end')}
    </Button>
  );
}
