import { Button } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { proposalsOf, type Proposal } from '../../shared/review/proposals.ts';
import { reviewCsv } from '../../shared/review/review-csv.ts';
import { matterTallies, reviewRows } from '../../shared/review/review-tally.ts';
import { useServerNow } from '../format/use-now.ts';
import { useMatterList, type MatterListHands, type MatterListState } from '../matter-list/use-matter-list.ts';
import { useTell } from '../notice/tell.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import { FailureText } from '../parts/FailureText.tsx';
import { saveFile } from '../parts/save-file.ts';
import { SidePanel } from '../parts/SidePanel.tsx';
import { usePageYields } from '../parts/use-page-yields.ts';
import { useDeskSlice } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';
import { MatterBars } from './MatterBars.tsx';
import { Proposals } from './Proposals.tsx';
import { dayOf, spanOf, type SpanChoice as Choice } from './review-span.ts';
import { reviewWords } from './review-words.ts';
import { ReviewTable } from './ReviewTable.tsx';
import { SpanChoice } from './SpanChoice.tsx';
import { useReview, type Review } from './use-review.ts';
import '../style/pages.css';

/** Lead: what was suggested, chosen, and done with it; what the list should learn from that is proposed, never done. */
export function ReviewPage({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useWords();
  const now = useServerNow();
  const { list, hands } = useMatterList();
  const [choice, setChoice] = useState<Choice>('7');
  const [days, setDays] = useState({ from: dayOf(now), to: dayOf(now) });
  usePageYields(onClose);
  const span = spanOf(choice, days, now);
  return (
    <SidePanel title={t('review.title')} onClose={onClose} size="page">
      <SpanChoice choice={choice} days={days} onChoice={setChoice} onDays={setDays} />
      {list === null || span === null ? null : <Page {...span} list={list} hands={hands} />}
    </SidePanel>
  );
}

type PageProps = { from: number; to: number; list: MatterListState; hands: MatterListHands };

function Page({ from, to, list, hands }: PageProps): ReactNode {
  const words = useWords();
  const { t, locale } = words;
  const tell = useTell();
  const own = useDeskSlice('session').centre.kind;
  const review = useReview(from, to);
  const { facts } = review;
  const rows = reviewRows(facts);
  const tallies = matterTallies(facts);
  const proposals = proposalsOf(facts, list.inForce.matters, own);
  const nameOf = (id: string): string =>
    list.inForce.matters.find((matter) => matter.id === id)?.[locale] ?? `${id} ${t('review.matters.unnamed')}`;

  async function add({ matter, route, clause }: Proposal): Promise<void> {
    const changed = list.matters.map((each) => (each.id === matter.id ? { ...each, route, clause } : each));
    if (await hands.change(changed)) tell.say('success', t('review.proposal.added'), t('review.proposal.added.text'));
  }

  function write(): void {
    const text = reviewCsv(rows, tallies, proposals, reviewWords(words, nameOf));
    saveFile(`${t('review.title')}-${dayOf(from)}-${dayOf(to)}.csv`, 'text/csv', text);
  }

  return (
    <>
      <Progress review={review} />
      {review.failure !== null && <FailureText code={review.failure} />}
      {facts.length === 0 && !review.running ? (
        <EmptyState title={t('review.empty')} text={t('review.empty.text')} />
      ) : (
        <>
          <div className="page-head">
            <p>
              {t('review.summary', {
                count: facts.length,
                overridden: facts.filter(({ override }) => override !== null).length,
                returned: facts.filter(({ outcome }) => outcome === 'returned').length,
              })}
            </p>
            <Button size="small" disabled={review.running} onClick={write}>
              {t('review.export')}
            </Button>
          </div>
          <div className="review-columns">
            <section aria-labelledby="review-rows">
              <h3 id="review-rows">{t('review.rows')}</h3>
              <ReviewTable rows={rows} />
            </section>
            <div>
              <section aria-labelledby="review-matters">
                <h3 id="review-matters">{t('review.matters')}</h3>
                <MatterBars tallies={tallies} nameOf={nameOf} />
              </section>
              <section aria-labelledby="review-proposals">
                <h3 id="review-proposals">{t('review.proposals')}</h3>
                <Proposals proposals={proposals} list={list} onAdd={(proposal) => void add(proposal)} />
              </section>
            </div>
          </div>
        </>
      )}
    </>
  );
}

function Progress({ review }: { review: Review }): ReactNode {
  const { t } = useWords();
  if (!review.running) return review.stopped ? <p className="is-clock">{t('review.stopped')}</p> : null;
  return (
    <div className="page-progress">
      <progress aria-label={t('review.title')} />
      <span>{t('review.reading', { count: review.facts.length })}</span>
      <Button size="small" onClick={review.stop}>
        {t('review.stop')}
      </Button>
    </div>
  );
}
