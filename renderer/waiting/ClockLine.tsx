import type { ReactNode } from 'react';
import type { Transfer } from '../../shared/entities/transfer.ts';
import { defaultLimits, negotiationEndsAt } from '../../shared/transfer/deadlines.ts';
import { isWaiting } from '../../shared/transfer/machine.ts';
import { duration } from '../format/time.ts';
import { useServerNow } from '../format/use-now.ts';
import { useWords } from '../words/words.tsx';

/** Seconds before the end from which the clock turns amber. */
const SOON_MS = 10_000;

type Clock = { readonly kind: 'sign' | 'negotiation'; readonly end: number };

/** The clock that the caller cares about: it starts at the click, whoever has not signed yet. */
function runningClock(transfer: Transfer): Clock | null {
  if (isWaiting(transfer)) return { kind: 'sign', end: transfer.clickedAt + defaultLimits.signMs };
  const end = negotiationEndsAt(transfer, defaultLimits);
  return end === null ? null : { kind: 'negotiation', end };
}

export function ClockLine({ transfer }: { transfer: Transfer }): ReactNode {
  const { t } = useWords();
  const now = useServerNow();
  const clock = runningClock(transfer);
  if (clock === null) return null;
  const left = clock.end - now;
  const over = left < 0;
  const words = over
    ? t(clock.kind === 'sign' ? 'clock.signOver' : 'clock.negotiationOver', { over: duration(-left) })
    : t(clock.kind === 'sign' ? 'clock.signLeft' : 'clock.negotiationLeft', { left: duration(left + 999) });
  return (
    <span className={`clock-line ${over ? 'is-over' : left < SOON_MS ? 'is-soon' : ''}`}>
      <span aria-hidden="true" className="shape">
        {over ? '▲' : '◷'}
      </span>{' '}
      {words}
    </span>
  );
}
