import type { ReactNode } from 'react';
import { NUMBERS_LOW, type Link } from '../../shared/contract/desk.ts';
import { useDeskSlice, useHost } from '../seat/hooks.tsx';
import { SignInAgain } from '../session/SignInAgain.tsx';
import { useWords, type Words } from '../words/words.tsx';

/** A smaller error of the machine's clock changes nothing that a person would notice. */
const SKEW_SHOWN_MS = 120_000;

type Line = { readonly key: string; readonly title: string; readonly text: string };

/** A calm, lasting line: work goes on, and what is different meanwhile. */
export function LinkBand(): ReactNode {
  const { t } = useWords();
  const host = useHost();
  const link = useDeskSlice('link');
  const lines = host.up
    ? [serverLine(link, t), numbersLine(link, t), clockLine(link, t), phoneLine(link, t)].filter(
        (line) => line !== null,
      )
    : host.gone
      ? [{ key: 'gone', title: t('band.hostGone'), text: t('band.hostGone.text') }]
      : [{ key: 'seat', title: t('band.seatDown'), text: t('band.seatDown.text') }];
  return (
    <output className={`link-band ${lines.length === 0 ? 'is-empty' : host.gone ? 'is-gone' : ''}`}>
      {lines.map(({ key, title, text }) => (
        <span key={key}>
          <strong>{title}</strong> {text}
          {key === 'signInEnded' && <SignInAgain />}
        </span>
      ))}
    </output>
  );
}

function serverLine({ server, refusal, strained, numbersLeft }: Link, t: Words['t']): Line | null {
  if (server === 'refused') {
    const code = refusal ?? 'forbidden';
    const text = `${t(`error.${code}`)}。${t(`error.${code}.means`)}${t(`error.${code}.do`)}`;
    return { key: code === 'signInEnded' ? code : 'refused', title: t('band.refused'), text };
  }
  if (server === 'online')
    return strained === null ? null : { key: 'strained', title: t('band.strained'), text: t('band.strained.text') };
  const title = t(server === 'connecting' ? 'band.connecting' : 'band.offline');
  return { key: 'offline', title, text: t('band.offline.text', { numbers: numbersLeft }) };
}

function numbersLine({ server, numbersLeft }: Link, t: Words['t']): Line | null {
  if (numbersLeft === 0) return { key: 'numbers', title: t('band.numbersNone'), text: t('band.numbersNone.text') };
  if (numbersLeft >= NUMBERS_LOW) return null;
  const text = server === 'online' ? '' : t('band.numbersLow.text');
  return { key: 'numbers', title: t('band.numbersLow', { numbers: numbersLeft }), text };
}

/** Deadlines run by the server's clock (P17): a wrong one here only looks wrong beside the window. */
function clockLine({ clockOffsetMs }: Link, t: Words['t']): Line | null {
  if (Math.abs(clockOffsetMs) <= SKEW_SHOWN_MS) return null;
  const minutes = Math.round(Math.abs(clockOffsetMs) / 60_000);
  return {
    key: 'clock',
    title: t(clockOffsetMs > 0 ? 'band.clockSlow' : 'band.clockFast', { minutes }),
    text: t('band.clock.text'),
  };
}

function phoneLine({ phone }: Link, t: Words['t']): Line | null {
  return phone === 'up' ? null : { key: 'phone', title: t('band.phoneDown'), text: t('band.phoneDown.text') };
}
