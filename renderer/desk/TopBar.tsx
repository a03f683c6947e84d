import { CodeOutlined, SearchOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { KeyButton } from '../parts/KeyButton.tsx';
import { clockTimeExact } from '../format/time.ts';
import { useNow } from '../format/use-now.ts';
import { useKey } from '../keys/keys.tsx';
import { isLead } from '../lead/is-lead.ts';
import { useDeskSlice, useHost } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';
import { useLayers } from './layers.tsx';
import { LinkStatus } from './LinkStatus.tsx';
import { SettingsButton } from './SettingsButton.tsx';
import { StateSwitch } from './StateSwitch.tsx';
import { TopAlarms } from './TopAlarms.tsx';

/** One glance: which desk, who, online or not, what is unsent, what alarms. */
export function TopBar(): ReactNode {
  const { t } = useWords();
  const { openDialog, openPanel } = useLayers();
  const session = useDeskSlice('session');
  useKey('palette', () => openDialog({ kind: 'palette' }));
  useKey('search', () => openDialog({ kind: 'search' }));
  return (
    <header className="top-bar" aria-label={t('top.region')}>
      <div className="top-identity">
        <h1>{session.centre.name}</h1>
        <span>{t('top.seat', { seat: session.seatId })}</span>
      </div>
      <div className="top-operator">
        <span>{session.operator?.name}</span>
        {session.operator && session.operator.role !== 'operator' && <em>{t(`role.${session.operator.role}`)}</em>}
      </div>
      <StateSwitch />
      <LinkStatus />
      <Unsent />
      <TopAlarms />
      <div className="top-tools">
        <KeyButton
          size="small"
          action="search"
          icon={<SearchOutlined />}
          onClick={() => openDialog({ kind: 'search' })}
        >
          {t('top.search')}
        </KeyButton>
        <KeyButton
          size="small"
          action="palette"
          icon={<CodeOutlined />}
          onClick={() => openDialog({ kind: 'palette' })}
        >
          {t('top.palette')}
        </KeyButton>
        {isLead(session.operator) && (
          <Button size="small" onClick={() => openPanel({ kind: 'board' })}>
            {t('top.board')}
          </Button>
        )}
        <SettingsButton />
        <WallClock />
      </div>
    </header>
  );
}

function Unsent(): ReactNode {
  const { t } = useWords();
  const { openPanel } = useLayers();
  const { unsent } = useDeskSlice('link');
  const { up } = useHost();
  if (!up) return null;
  const waits = unsent.count > 0;
  return (
    <button
      type="button"
      className={`top-status ${unsent.danger > 0 ? 'is-danger' : waits || unsent.deadLetters > 0 ? 'is-clock' : 'is-well'}`}
      onClick={() => openPanel({ kind: 'unsent' })}
    >
      <span aria-hidden="true" className="shape">
        {waits ? '▲' : '●'}
      </span>
      {waits ? t('top.unsent', { count: unsent.count }) : t('top.unsent.none')}
      {unsent.deadLetters > 0 && <span> · {t('top.refusedCount', { count: unsent.deadLetters })}</span>}
    </button>
  );
}

function WallClock(): ReactNode {
  const now = useNow();
  return <time className="top-clock">{clockTimeExact(now)}</time>;
}
