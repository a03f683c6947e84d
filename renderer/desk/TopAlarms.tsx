import type { ReactNode } from 'react';
import { useDeskSlice } from '../seat/hooks.tsx';
import { openAlarms } from '../transfer/alarms.ts';
import { useWords } from '../words/words.tsx';
import { useLayers } from './layers.tsx';

/** What nobody takes. Red as soon as a life is in danger among it, and a press opens that one first. */
export function TopAlarms(): ReactNode {
  const { t } = useWords();
  const { openCase } = useLayers();
  const { centre } = useDeskSlice('session');
  const alarms = openAlarms(useDeskSlice('transfers'), centre.id);
  const danger = alarms.filter(({ transfer }) => transfer.danger);
  const [first] = [...danger, ...alarms];
  if (first === undefined) return null;
  const isDanger = danger.length > 0;
  const words = isDanger ? t('top.alarmsDanger', { count: danger.length }) : t('top.alarms', { count: alarms.length });
  return (
    <button
      type="button"
      className={`top-status is-filled ${isDanger ? 'is-danger' : 'is-clock'}`}
      onClick={() => openCase(first.transfer.caseId)}
    >
      <span aria-hidden="true" className="shape">
        {isDanger ? '⬣' : '◆'}
      </span>
      {words}
      {isDanger && alarms.length > danger.length && <span>{t('top.alarmsAll', { count: alarms.length })}</span>}
    </button>
  );
}
