import type { ReactNode } from 'react';
import { useDeskSlice, useHost } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';

const NUMBERS_LOW = 20;

/** A calm, lasting line: work goes on, and what is different meanwhile. */
export function LinkBand(): ReactNode {
  const { t } = useWords();
  const host = useHost();
  const link = useDeskSlice('link');
  const lines: ReactNode[] = [];
  if (!host.up) {
    lines.push(<p key="seat"><strong>{t('band.seatDown')}</strong> {t('band.seatDown.text')}</p>);
  } else if (link.server === 'refused') {
    const code = link.refusal ?? 'forbidden';
    lines.push(
      <p key="refused"><strong>{t('band.refused')}</strong> {t(`error.${code}`)}。{t(`error.${code}.means`)}{t(`error.${code}.do`)}</p>,
    );
  } else if (link.server !== 'online') {
    const title = link.server === 'connecting' ? t('band.connecting') : t('band.offline');
    lines.push(<p key="offline"><strong>{title}</strong> {t('band.offline.text', { numbers: link.numbersLeft })}</p>);
  } else if (link.numbersLeft < NUMBERS_LOW) {
    lines.push(<p key="numbers"><strong>{t('band.numbersLow', { numbers: link.numbersLeft })}</strong></p>);
  }
  if (host.up && link.phone === 'down') {
    lines.push(<p key="phone"><strong>{t('band.phoneDown')}</strong> {t('band.phoneDown.text')}</p>);
  }
  return <div className={lines.length > 0 ? 'link-band' : 'link-band is-empty'} role="status">{lines}</div>;
}
