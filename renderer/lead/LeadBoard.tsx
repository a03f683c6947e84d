import { Input } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { duration } from '../format/time.ts';
import { useServerNow } from '../format/use-now.ts';
import { EmptyState } from '../parts/EmptyState.tsx';
import { SidePanel } from '../parts/SidePanel.tsx';
import { useDeskSlice } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';
import { boardSummary, filterSeats, longestWrapUp } from './board-rows.ts';
import { SeatTable } from './SeatTable.tsx';

/** Lead: who sits where and does what, and which seats serve the counterpart. Stands beside the workbench. */
export function LeadBoard({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useWords();
  const board = useDeskSlice('board');
  const [find, setFind] = useState('');
  return (
    <SidePanel title={t('lead.title')} onClose={onClose} size="wide">
      {board === null && <EmptyState title={t('lead.unreachable')} text={t('lead.unreachable.text')} />}
      {board?.length === 0 && <EmptyState title={t('lead.empty')} text={t('lead.empty.text')} />}
      {board !== null && board.length > 0 && (
        <>
          <p className="board-summary">
            {t('lead.summary', boardSummary(board))} <LongestWrapUp since={longestWrapUp(board)} />
          </p>
          <Input
            size="small"
            allowClear
            value={find}
            aria-label={t('lead.filter')}
            placeholder={t('lead.filter')}
            onChange={(event) => setFind(event.target.value)}
          />
          <SeatTable seats={filterSeats(board, find)} />
        </>
      )}
    </SidePanel>
  );
}

function LongestWrapUp({ since }: { since: number | null }): ReactNode {
  const { t } = useWords();
  const now = useServerNow();
  return since === null ? null : t('lead.longestWrapUp', { time: duration(now - since) });
}
