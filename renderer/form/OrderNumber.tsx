import type { ReactNode } from 'react';
import type { CaseView } from '../../shared/contract/seat-api.ts';
import { useWords } from '../words/words.tsx';
import type { DraftStore } from './draft-store.ts';
import { useDraftValue } from './use-draft.ts';

/** The number that is read to the caller: big, and in the same place from the first save on. */
export function OrderNumber({
  store,
  view,
  centreId,
}: {
  store: DraftStore;
  view: CaseView | null;
  centreId: string;
}): ReactNode {
  const { t } = useWords();
  const given = useDraftValue(store, (state) => state.orderNumber);
  const saved = useDraftValue(store, (state) => state.caseId !== null);
  const number = given === '' ? (view?.case.orderNumbers[centreId] ?? '') : given;
  // The caller keeps the number of the centre that took the call; a second one would only confuse them.
  const takenBy = view?.case.createdBy.centreId ?? centreId;
  const held = takenBy === centreId ? undefined : view?.case.orderNumbers[takenBy];
  return (
    <div className="bar-number" aria-live="polite">
      {saved && (
        <>
          <span className="bar-number-label">
            {held === undefined
              ? `${t('bar.orderNumber')} · ${t('bar.readToCaller')}`
              : `${t('bar.ownNumber')} · ${t('offer.readNumber', { number: held })}`}
          </span>
          <strong>{number === '' ? t('bar.numberPending') : number}</strong>
        </>
      )}
    </div>
  );
}
