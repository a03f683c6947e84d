import { Tooltip } from 'antd';
import type { ReactNode } from 'react';
import type { Link } from '../../shared/contract/desk.ts';
import { ago, dayTime, duration } from '../format/time.ts';
import { useNow } from '../format/use-now.ts';
import { useDeskSlice, useHost } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';

type Shown = Link['server'] | 'strained';

/** Every state a shape of its own, beside its word: colour alone tells nobody. */
const shapes = {
  online: '●',
  strained: '◒',
  connecting: '◐',
  offline: '○',
  refused: '✕',
} as const satisfies Record<Shown, string>;

/** One glance: is the server there, and if not, for how long already. Why it refuses or falters stands in the hint and in the band. */
export function LinkStatus(): ReactNode {
  const { t } = useWords();
  const link = useDeskSlice('link');
  const now = useNow();
  const { up } = useHost();
  // What the seat said last is no news of now.
  if (!up)
    return (
      <span className="top-status is-clock">
        <span aria-hidden="true" className="shape">
          ？
        </span>
        {t('link.unknown')}
      </span>
    );
  const shown: Shown = link.server === 'online' && link.strained !== null ? 'strained' : link.server;
  const code = link.server === 'refused' ? link.refusal : link.server === 'online' ? link.strained : null;
  const since = t('link.since', { time: dayTime(link.since, now), ago: ago(now - link.since, t) });
  const hint = code === null ? since : `${t(`error.${code}`)} · ${since}`;
  return (
    <>
      <Tooltip title={hint}>
        <span className={`top-status ${shown === 'online' ? 'is-well' : 'is-clock'}`}>
          <span aria-hidden="true" className="shape">
            {shapes[shown]}
          </span>
          {t(`link.server.${shown}`)}
          {link.server !== 'online' && <span className="tabular">{duration(now - link.since)}</span>}
        </span>
      </Tooltip>
      <span className={`top-status ${link.phone === 'up' ? 'is-well' : 'is-clock'}`}>
        <span aria-hidden="true" className="shape">
          {link.phone === 'up' ? '●' : '○'}
        </span>
        {t(`link.phone.${link.phone}`)}
      </span>
    </>
  );
}
