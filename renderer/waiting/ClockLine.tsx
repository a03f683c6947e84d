import type { ReactNode } from 'react';
import type { Transfer } from '../../shared/entities/transfer.ts';
import { isBacklog, negotiationEndsAt, type TransferLimits } from '../../shared/transfer/deadlines.ts';
import { isWaiting } from '../../shared/transfer/machine.ts';
import { duration } from '../format/time.ts';
import { useServerNow } from '../format/use-now.ts';
import { useLimits } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';

/** Seconds before the end from which the clock turns amber. */
const SOON_MS = 10_000;

/** `longest`: what it starts with; two clocks that differ by a moment must not promise more. */
type Clock = { readonly kind: 'sign' | 'negotiation' | 'backlog'; readonly end: number; readonly longest: number };

/** The clock that the caller cares about: it starts at the click, whoever has not signed yet. */
function runningClock(transfer: Transfer, limits: TransferLimits): Clock | null {
  // What was delivered late had no chance to be signed in time: its age is shown, not a broken promise.
  if (isWaiting(transfer) && isBacklog(transfer, limits))
    return { kind: 'backlog', end: transfer.clickedAt, longest: 0 };
  const { signMs, negotiationMs } = limits;
  if (isWaiting(transfer)) return { kind: 'sign', end: transfer.clickedAt + signMs, longest: signMs };
  const end = negotiationEndsAt(transfer, limits);
  return end === null ? null : { kind: 'negotiation', end, longest: negotiationMs };
}

export function ClockLine({ transfer }: { transfer: Transfer }): ReactNode {
  const { t } = useWords();
  const now = useServerNow();
  const clock = runningClock(transfer, useLimits());
  if (clock === null) return null;
  if (clock.kind === 'backlog')
    return <span className="clock-line">{t('clock.backlog', { age: duration(now - clock.end) })}</span>;
  const left = Math.min(clock.end - now, clock.longest);
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
