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
  return (
    <div className="bar-number" aria-live="polite">
      {saved && (
        <>
          <span className="bar-number-label">
            {t('bar.orderNumber')} · {t('bar.readToCaller')}
          </span>
          <strong>{number === '' ? t('bar.numberPending') : number}</strong>
        </>
      )}
    </div>
  );
}
