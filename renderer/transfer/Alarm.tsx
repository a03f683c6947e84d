import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { TransferCard } from '../../shared/contract/desk.ts';
import { isWaiting } from '../../shared/transfer/machine.ts';
import { useOwnState } from '../desk/use-own-state.ts';
import { useKeyName } from '../keys/keys.tsx';
import { isLead } from '../lead/is-lead.ts';
import { useDeskSlice, useLimits } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';
import { openAlarms } from './alarms.ts';
import { useAsOf } from './use-as-of.ts';
import { whyUntaken } from './untaken.ts';
import { useCentreName } from './use-centre-name.ts';
import { useTransferActions } from './use-transfer-actions.ts';

/**
 * Nobody took these. Said once at the head of a group, however many there are; stays until a lead of this centre says that
 * somebody takes care of them. Red where a life is in danger.
 */
export function Alarm({ cards }: { cards: readonly TransferCard[] }): ReactNode {
  const { t } = useWords();
  const { centre, operator } = useDeskSlice('session');
  const centreName = useCentreName();
  const { acknowledge } = useTransferActions();
  const limits = useLimits();
  const asOf = useAsOf();
  // A lone operator must not read of nobody idle as if it were about others.
  const own = useOwnState();
  const [ready, accept] = [useKeyName('ready'), useKeyName('accept')];
  const open = openAlarms(cards, centre.id);
  const first = open[0];
  if (first === undefined) return null;
  const { transfer } = first;
  const why = whyUntaken(transfer, t, limits);
  const one = open.length === 1;
  const title = one
    ? t(transfer.offers.length > 0 ? 'alarm.title' : 'alarm.noSeat')
    : t('alarm.count', { count: open.length });
  const oneText =
    first.direction === 'in'
      ? t('alarm.inText', { why })
      : t('alarm.text', { centre: centreName(transfer.toCentreId), why });
  const acknowledgeAll = (): void => {
    for (const each of open) void acknowledge(each.transfer.id);
  };
  return (
    <div className={`alarm ${open.some((each) => each.transfer.danger) ? 'is-danger' : ''}`} role="alert">
      <p>
        <strong>
          <span aria-hidden="true">◆</span> {title}
        </strong>{' '}
        {one ? oneText : t('alarm.manyText')}
        {first.direction === 'in' && own.aside && t('state.alarm', { state: t(`state.${own.value}`), ready, accept })}
        {asOf !== null && ` ${t('alarm.asOf', { time: asOf })}`}
      </p>
      {isLead(operator) && (
        <Button onClick={acknowledgeAll}>
          {one ? t('alarm.acknowledge') : t('alarm.acknowledgeAll', { count: open.length })}
        </Button>
      )}
    </div>
  );
}

/** Who of this centre takes care of it, on its own card. */
export function AlarmHeard({ card }: { card: TransferCard }): ReactNode {
  const { t } = useWords();
  const { centre } = useDeskSlice('session');
  const heard = card.transfer.alarm?.acknowledgedBy.find((by) => by.centreId === centre.id);
  if (heard === undefined || !isWaiting(card.transfer)) return null;
  return <p className="alarm-heard">{t('alarm.acknowledged', { name: heard.name })}</p>;
}
