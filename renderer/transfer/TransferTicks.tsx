import type { ReactNode } from 'react';
import type { TransferCard } from '../../shared/contract/desk.ts';
import { clockTimeExact } from '../format/time.ts';
import { useDeskSlice } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';
import type { Words } from '../words/words.tsx';
import { deliveryOf } from './ticks.ts';
import type { Tick, TickMark } from './ticks.ts';
import { useAsOf } from './use-as-of.ts';

/** Three pictures that cannot be taken for one another even in grey: a shelf, an eye, a person with a check. */
const paths = {
  stored: 'M2 3h12v4H2zM2 9h12v4H2zM4 5h2M4 11h2',
  seen: 'M1 8c2-3.3 4.4-5 7-5s5 1.7 7 5c-2 3.3-4.4 5-7 5s-5-1.7-7-5zM8 6a2 2 0 1 1 0 4a2 2 0 0 1 0-4z',
  accepted: 'M6 2.5a2.5 2.5 0 1 1 0 5a2.5 2.5 0 0 1 0-5zM1.5 14c0-3.3 1.8-5 4.5-5c1.2 0 2.2.3 3 1M9 12l2 2l4-5',
} as const satisfies Record<Tick, string>;

function Mark({ tick }: { tick: Tick }): ReactNode {
  return (
    <svg className="tick-mark" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={paths[tick]} />
    </svg>
  );
}

function detail({ tick, at, who }: TickMark, offset: number, t: Words['t']): string {
  return t(`tick.${tick}.by`, { time: clockTimeExact((at ?? 0) - offset), seat: who, name: who });
}

/** What has not happened yet, as far as this desk can know: without the server only up to when it last heard. */
function notYet({ tick }: TickMark, { backlog, transfer }: TransferCard, asOf: string | null, t: Words['t']): string {
  const what = t(tick === 'seen' && backlog ? 'tick.seen.listed' : `tick.${tick}.not`);
  return asOf === null || transfer.storedAt === null ? what : t('tick.asOf', { time: asOf, what });
}

/** 已存（服务器）→ 已显示（坐席）→ 已接（姓名）; or the fourth mark. */
export function TransferTicks({ card }: { card: TransferCard }): ReactNode {
  const { t } = useWords();
  const { clockOffsetMs } = useDeskSlice('link');
  const asOf = useAsOf();
  const delivery = deliveryOf(card);
  if (delivery.kind !== 'ticks') {
    return (
      <p className="tick-failed" role="alert">
        <span aria-hidden="true" className="shape">
          ✕
        </span>{' '}
        {t(delivery.kind === 'failed' ? 'tick.failed' : 'tick.refused')}
      </p>
    );
  }
  return (
    <ol className="ticks" aria-label={t('tick.group')}>
      {delivery.marks.map((mark) => (
        <li key={mark.tick} className={`tick tick-${mark.tick} is-${mark.state}`}>
          <Mark tick={mark.tick} />
          <span className="tick-word">{t(`tick.${mark.tick}`)}</span>
          <span className="tick-detail">
            {mark.at === null ? notYet(mark, card, asOf, t) : detail(mark, clockOffsetMs, t)}
          </span>
        </li>
      ))}
    </ol>
  );
}
