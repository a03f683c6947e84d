import { Button, Spin } from 'antd';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { DeadLetter, UnsentRow } from '../../shared/contract/desk.ts';
import type { ErrorCode } from '../../shared/contract/errors.ts';
import { useLayers } from '../desk/layers.tsx';
import { ago, dayTime } from '../format/time.ts';
import { useNow } from '../format/use-now.ts';
import { useTell } from '../notice/tell.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import { FailureText } from '../parts/FailureText.tsx';
import { SidePanel } from '../parts/SidePanel.tsx';
import { useDeskSlice, useSeat } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';
import { mutationWords } from './mutation-words.ts';

type Rows = {
  readonly stamp: string;
  readonly unsent: readonly UnsentRow[];
  readonly deadLetters: readonly DeadLetter[];
};

/** What the server does not have yet, and what it would not take. Nothing here is ever deleted by itself. */
export function UnsentPanel({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useWords();
  const seat = useSeat();
  const { unsent } = useDeskSlice('link');
  const deadLetters = useDeskSlice('deadLetters');
  // The list is read again whenever the desk says that something was sent, refused or dealt with.
  const stamp = [unsent.count, unsent.oldestAt, ...deadLetters.map((row) => row.mutationId)].join(' ');
  const [rows, setRows] = useState<Rows | null>(null);
  const [failed, setFailed] = useState<ErrorCode | null>(null);

  useEffect(() => {
    let stale = false;
    void seat.call('outbox.list', {}).then((result) => {
      if (stale) return;
      setFailed(result.ok ? null : result.error.code);
      if (result.ok) setRows({ stamp, ...result.value });
    });
    return () => {
      stale = true;
    };
  }, [seat, stamp]);

  return (
    <SidePanel title={t('unsent.title')} onClose={onClose} wide>
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
          {rows.deadLetters.length === 0 ? (
            <p className="hint">{t('unsent.dead.none')}</p>
          ) : (
            <p className="hint">{t('unsent.dead.text')}</p>
          )}
          <ul className="rows">
            {rows.deadLetters.map((row) => (
              <DeadRow key={row.mutationId} row={row} />
            ))}
          </ul>
          <h3>
            {t('unsent.waiting')} <span>{rows.unsent.length}</span>
          </h3>
          {rows.unsent.length === 0 ? (
            <EmptyState title={t('unsent.waiting.none')} text={t('unsent.waiting.text')} />
          ) : (
            <p className="hint">{t('unsent.waiting.text')}</p>
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

function WaitingRow({ row }: { row: UnsentRow }): ReactNode {
  const { t } = useWords();
  const now = useNow();
  return (
    <li className={row.danger ? 'row is-danger' : 'row'}>
      <strong>{mutationWords(row.name, t)}</strong>
      {row.danger && (
        <span className="danger-mark">
          <span aria-hidden="true">⬣</span> {t('unsent.danger')}
        </span>
      )}
      <span className="hint">
        {t('unsent.madeAt', { time: dayTime(row.madeAt, now), ago: ago(now - row.madeAt, t) })}
      </span>
      <OpenCase caseId={row.caseId} />
    </li>
  );
}

function DeadRow({ row }: { row: DeadLetter }): ReactNode {
  const { t } = useWords();
  const seat = useSeat();
  const tell = useTell();
  const now = useNow();
  async function acknowledge(): Promise<void> {
    const result = await seat.call('outbox.acknowledge', { mutationId: row.mutationId });
    if (!result.ok) tell.failure(result.error);
  }
  return (
    <li className="row is-refused">
      <strong>{mutationWords(row.name, t)}</strong>
      <span className="hint">{t('unsent.refusedAt', { time: dayTime(row.refusedAt, now) })}</span>
      <FailureText code={row.code} />
      <div className="item-buttons">
        <OpenCase caseId={row.caseId} />
        <Button size="small" onClick={() => void acknowledge()}>
          {t('unsent.done')}
        </Button>
      </div>
    </li>
  );
}

function OpenCase({ caseId }: { caseId: string | null }): ReactNode {
  const { t } = useWords();
  const { openCase } = useLayers();
  return caseId === null ? null : (
    <Button size="small" onClick={() => openCase(caseId)}>
      {t('unsent.openCase')}
    </Button>
  );
}
