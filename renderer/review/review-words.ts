import type { ReviewWords } from '../../shared/review/review-csv.ts';
import type { Words } from '../words/words.tsx';

/** How the exported table calls things: as the page does. */
export function reviewWords({ t }: Words, nameOf: (id: string) => string): ReviewWords {
  return {
    route: (route) => t(`route.${route}`),
    outcome: (outcome) => t(`review.outcome.${outcome}`),
    clause: (clause) => clause,
    matter: nameOf,
    heads: [
      [t('review.suggested'), t('review.chosen'), t('review.outcome'), t('review.clause'), t('review.count')],
      [t('review.matterId'), t('review.matter'), t('review.overrides'), t('review.returns')],
      [
        t('review.matterId'),
        t('review.matter'),
        t('review.proposal.from'),
        t('review.proposal.to'),
        t('review.proposal.agree'),
        t('review.proposal.contested'),
      ],
    ],
  };
}
