import { Tooltip } from 'antd';
import type { ReactNode } from 'react';
import type { Link } from '../../shared/contract/desk.ts';
import { ago, dayTime } from '../format/time.ts';
import { useNow } from '../format/use-now.ts';
import { useDeskSlice } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';

/** Every state a shape of its own, beside its word: colour alone tells nobody. */
const shapes = { online: '●', connecting: '◐', offline: '○', refused: '✕' } as const satisfies Record<
  Link['server'],
  string
>;

export function LinkStatus(): ReactNode {
  const { t } = useWords();
  const link = useDeskSlice('link');
  const now = useNow();
  const since = t('link.since', { time: dayTime(link.since, now), ago: ago(now - link.since, t) });
  return (
    <>
      <Tooltip title={since}>
        <span className={`top-status ${link.server === 'online' ? '' : 'is-clock'}`}>
          <span aria-hidden="true" className="shape">
            {shapes[link.server]}
          </span>
          {t(`link.server.${link.server}`)}
        </span>
      </Tooltip>
      <span className={`top-status ${link.phone === 'up' ? '' : 'is-clock'}`}>
        <span aria-hidden="true" className="shape">
          {link.phone === 'up' ? '●' : '○'}
        </span>
        {t(`link.phone.${link.phone}`)}
      </span>
    </>
  );
}
