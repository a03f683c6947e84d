import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { Proposal } from '../../shared/review/proposals.ts';
import { useLayers } from '../desk/layers.tsx';
import type { MatterListState } from '../matter-list/use-matter-list.ts';
import { useWords } from '../words/words.tsx';

const NUMBERS = 8;

type ProposalsProps = {
  proposals: readonly Proposal[];
  list: MatterListState;
  onAdd: (proposal: Proposal) => void;
};

/** What experience says about the list. People decide: a button puts it into the draft, and nothing changes by itself. */
export function Proposals({ proposals, list, onAdd }: ProposalsProps): ReactNode {
  const { t, locale } = useWords();
  const { openCase } = useLayers();
  if (proposals.length === 0) return <p className="hint">{t('review.proposals.none')}</p>;
  return (
    <ul className="proposals">
      {proposals.map((proposal) => {
        const { matter, route, facts, contested } = proposal;
        const drafted = list.matters.find(({ id }) => id === matter.id)?.route === route;
        return (
          <li key={matter.id}>
            <strong>
              {t('review.proposal', {
                matter: matter[locale],
                from: t(`route.${matter.route}`),
                to: t(`route.${route}`),
              })}
            </strong>
            <p>{t('review.proposal.numbers', { contested, count: facts.length, to: t(`route.${route}`) })}</p>
            <p className="proposal-cases">
              {facts.slice(0, NUMBERS).map(({ caseId, orderNumber, at }) => (
                <Button key={`${caseId} ${at}`} size="small" type="link" onClick={() => openCase(caseId)}>
                  {orderNumber}
                </Button>
              ))}
              {facts.length > NUMBERS && t('review.more', { count: facts.length - NUMBERS })}
            </p>
            <Button
              size="small"
              type="primary"
              disabled={drafted || list.publishing !== null}
              aria-label={`${t(drafted ? 'review.proposal.inDraft' : 'review.proposal.add')} ${matter[locale]}`}
              onClick={() => onAdd(proposal)}
            >
              {t(drafted ? 'review.proposal.inDraft' : 'review.proposal.add')}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
