import type { ReactNode } from 'react';
import type { MatterTally } from '../../shared/review/review-tally.ts';
import { useWords } from '../words/words.tsx';

/** Bars beyond these help nobody to see what stands out. */
const BARS = 12;

type BarsProps = { tallies: readonly MatterTally[]; nameOf: (id: string) => string };

/** What is overridden and returned most. The bars are drawn; what they say stands in the cells beside them, for whoever does not see them. */
export function MatterBars({ tallies, nameOf }: BarsProps): ReactNode {
  const { t } = useWords();
  if (tallies.length === 0) return <p className="hint">{t('review.matters.none')}</p>;
  const most = Math.max(...tallies.map(({ overrides, returns }) => overrides + returns));
  const share = (count: number): number => Math.round((1_000 * count) / most) / 10;
  return (
    <table className="board bars">
      <thead>
        <tr>
          <th scope="col">
            <span>{t('review.matter')}</span>
          </th>
          <td aria-hidden="true">
            <span className="bar-key is-override">{t('review.overrides')}</span>{' '}
            <span className="bar-key is-return">{t('review.returns')}</span>
          </td>
          <th scope="col">
            <span>{t('review.overrides')}</span>
          </th>
          <th scope="col">
            <span>{t('review.returns')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {tallies.slice(0, BARS).map(({ matter, overrides, returns }) => (
          <tr key={matter}>
            <th scope="row">{nameOf(matter)}</th>
            <td aria-hidden="true" className="bar-cell">
              <svg width="100%" height="14" preserveAspectRatio="none">
                <rect className="is-override" x="0" y="1" width={`${share(overrides)}%`} height="12" />
                <rect className="is-return" x={`${share(overrides)}%`} y="1" width={`${share(returns)}%`} height="12" />
              </svg>
            </td>
            <td className="number">{overrides}</td>
            <td className="number">{returns}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
