import type { ReactNode } from 'react';
import { NUMBERS_LOW } from '../../shared/contract/desk.ts';
import { useDeskSlice, useHost } from '../seat/hooks.tsx';
import { SignInAgain } from '../session/SignInAgain.tsx';
import { useWords } from '../words/words.tsx';

/** A calm, lasting line: work goes on, and what is different meanwhile. */
export function LinkBand(): ReactNode {
  const { t } = useWords();
  const host = useHost();
  const link = useDeskSlice('link');
  const lines: ReactNode[] = [];
  if (!host.up) {
    lines.push(
      <span key="seat">
        <strong>{t('band.seatDown')}</strong> {t('band.seatDown.text')}
      </span>,
    );
  } else if (link.server === 'refused') {
    const code = link.refusal ?? 'forbidden';
    lines.push(
      <span key="refused">
        <strong>{t('band.refused')}</strong> {t(`error.${code}`)}。{t(`error.${code}.means`)}
        {t(`error.${code}.do`)} {code === 'signInEnded' && <SignInAgain />}
      </span>,
    );
  } else if (link.server !== 'online') {
    const title = link.server === 'connecting' ? t('band.connecting') : t('band.offline');
    lines.push(
      <span key="offline">
        <strong>{title}</strong> {t('band.offline.text', { numbers: link.numbersLeft })}
      </span>,
    );
  } else if (link.numbersLeft < NUMBERS_LOW) {
    lines.push(
      <span key="numbers">
        <strong>{t('band.numbersLow', { numbers: link.numbersLeft })}</strong>
      </span>,
    );
  }
  if (host.up && link.phone === 'down') {
    lines.push(
      <span key="phone">
        <strong>{t('band.phoneDown')}</strong> {t('band.phoneDown.text')}
      </span>,
    );
  }
  return <output className={lines.length > 0 ? 'link-band' : 'link-band is-empty'}>{lines}</output>;
}
