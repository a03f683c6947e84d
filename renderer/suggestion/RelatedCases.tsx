import type { ReactNode } from 'react';
import type { CaseCard } from '../../shared/contract/desk.ts';
import { useLayers } from '../desk/layers.tsx';
import type { DraftStore } from '../form/draft-store.ts';
import { ago, dayTime } from '../format/time.ts';
import { useServerNow } from '../format/use-now.ts';
import { useWords } from '../words/words.tsx';
import { useRelated } from './use-related.ts';

/** Possible duplicates first, then earlier calls: pointed out and openable beside the form, never merged. */
export function RelatedCases({ store }: { store: DraftStore }): ReactNode {
  const { t } = useWords();
  const related = useRelated(store);
  if (related === null || related === 'failed') {
    return (
      <section className="related">
        <p className="suggestion-empty">{t(related === null ? 'related.noHistory' : 'related.failed')}</p>
      </section>
    );
  }
  const { duplicates } = related;
  const pointedOut = new Set(duplicates.map((card) => card.caseId));
  const history = related.history.filter((card) => !pointedOut.has(card.caseId));
  return (
    <section className="related" aria-label={t('related.history')}>
      {duplicates.length > 0 && (
        <>
          <h2>
            {t('related.duplicates')} <span className="related-count">{duplicates.length}</span>
          </h2>
          <ul>
            {duplicates.map((card) => (
              <Related key={card.caseId} card={card} why={t(`related.${card.why}`)} />
            ))}
          </ul>
        </>
      )}
      {history.length > 0 && (
        <>
          <h2>
            {t('related.history')} <span className="related-count">{history.length}</span>
          </h2>
          <ul>
            {history.map((card) => (
              <Related key={card.caseId} card={card} />
            ))}
          </ul>
        </>
      )}
      {duplicates.length + history.length === 0 && <p className="suggestion-empty">{t('related.none')}</p>}
    </section>
  );
}

function Related({ card, why }: { card: CaseCard; why?: string }): ReactNode {
  const { t } = useWords();
  const { openCase } = useLayers();
  const now = useServerNow();
  const number = card.orderNumber === '' ? t('related.unnumbered') : card.orderNumber;
  return (
    <li>
      <button
        type="button"
        className="related-case"
        title={t('related.open', { number })}
        onClick={() => openCase(card.caseId)}
      >
        <span className="related-head">
          <b>{number}</b>
          {card.dangerNow && <span className="related-danger">⬣ {t('field.dangerNow')}</span>}
          <span className="related-when">
            {dayTime(card.createdAt, now)} · {ago(now - card.createdAt, t)}
          </span>
        </span>
        <span className="related-words">
          {why !== undefined && <span className="related-why">{why} · </span>}
          {[card.address, card.summary].filter((each) => each !== '').join('，')}
        </span>
      </button>
    </li>
  );
}
