import { Spin } from 'antd';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { DeadLetter, UnsentRow } from '../../shared/contract/desk.ts';
import type { ErrorCode } from '../../shared/contract/errors.ts';
import { EmptyState } from '../parts/EmptyState.tsx';
import { FailureText } from '../parts/FailureText.tsx';
import { SidePanel } from '../parts/SidePanel.tsx';
import { useDeskSlice, useSeat } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';
import { DeadLetterRow } from './DeadLetterRow.tsx';
import { UnsentTotals } from './UnsentTotals.tsx';
import { WaitingRow } from './WaitingRow.tsx';

type Rows = {
  readonly stamp: string;
  readonly unsent: readonly UnsentRow[];
  readonly deadLetters: readonly DeadLetter[];
};

/** Attempts and pauses pass without a word of the seat; while somebody looks at the list it is read again so often. */
const READ_AGAIN_MS = 2_000;

/** What the server does not have yet and why, and what it would not take. Nothing here is ever deleted by itself. */
export function UnsentPanel({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useWords();
  const { rows, failed } = useRows();
  return (
    <SidePanel title={t('unsent.title')} onClose={onClose} size="wide">
      {failed !== null && <FailureText code={failed} />}
      {rows === null && failed === null && (
        <output className="panel-loading">
          <Spin size="small" /> {t('unsent.loading')}
        </output>
      )}
      {rows !== null && (
        <>
          <h3>
            {t('unsent.dead')} <span>{rows.deadLetters.length}</span>
          </h3>
          <p className="hint">{t(rows.deadLetters.length === 0 ? 'unsent.dead.none' : 'unsent.dead.text')}</p>
          <ul className="rows">
            {rows.deadLetters.map((row) => (
              <DeadLetterRow key={row.mutationId} row={row} />
            ))}
          </ul>
          <h3>
            {t('unsent.waiting')} <span>{rows.unsent.length}</span>
          </h3>
          {rows.unsent.length === 0 ? (
            <EmptyState title={t('unsent.waiting.none')} text={t('unsent.waiting.text')} />
          ) : (
            <UnsentTotals rows={rows.unsent} />
          )}
          <ul className="rows">
            {rows.unsent.map((row) => (
              <WaitingRow key={row.mutationId} row={row} />
            ))}
          </ul>
        </>
      )}
    </SidePanel>
  );
}

function useRows(): { readonly rows: Rows | null; readonly failed: ErrorCode | null } {
  const seat = useSeat();
  const { unsent, server } = useDeskSlice('link');
  const deadLetters = useDeskSlice('deadLetters');
  // The list is read again whenever the desk says that something was sent, refused or dealt with.
  const stamp = [server, unsent.count, unsent.oldestAt, ...deadLetters.map((row) => row.mutationId)].join(' ');
  const [rows, setRows] = useState<Rows | null>(null);
  const [failed, setFailed] = useState<ErrorCode | null>(null);
  const waits = unsent.count > 0;

  useEffect(() => {
    let stale = false;
    const read = (): void =>
      void seat.call('outbox.list', {}).then((result) => {
        if (stale) return;
        setFailed(result.ok ? null : result.error.code);
        if (result.ok) setRows({ stamp, ...result.value });
      });
    read();
    const timer = waits ? setInterval(read, READ_AGAIN_MS) : undefined;
    return () => {
      stale = true;
      clearInterval(timer);
    };
  }, [seat, stamp, waits]);
  return { rows, failed };
}
