import { memo } from 'react';
import type { ReactNode } from 'react';
import type { TransferCard } from '../../shared/contract/desk.ts';
import type { Transfer } from '../../shared/entities/transfer.ts';
import { clauseSchema } from '../../shared/routing/types.ts';
import { dayTime } from '../format/time.ts';
import { useServerNow } from '../format/use-now.ts';
import { useCaseView, useDeskSlice } from '../seat/hooks.tsx';
import { useCentreShort } from '../transfer/use-centre-name.ts';
import { useWords } from '../words/words.tsx';
import type { Words } from '../words/words.tsx';
import type { DraftStore } from './draft-store.ts';
import { useDraftValue } from './use-draft.ts';

/**
 * The matter came back: who gave it back, why, and by which clause, where the operator decides what becomes of it now. Below the
 * narrative, which gives it the room: no line that is being read or typed moves.
 */
export const CameBack = memo(function CameBack({ store }: { store: DraftStore }): ReactNode {
  const { t } = useWords();
  const caseId = useDraftValue(store, (state) => state.caseId);
  const state = useCaseView(caseId);
  const view = state?.status === 'ready' ? state.view : null;
  const known = useDeskSlice('transfers').filter(({ transfer }) => transfer.caseId === caseId);
  const { centre } = useDeskSlice('session');
  const centreShort = useCentreShort();
  const now = useServerNow();
  const back = view === null ? null : lastBack([...view.transfers, ...known], centre.id);
  if (back === null || view?.case.status === 'closed') return null;
  const from = centreShort(back.toCentreId);
  const { returned } = back;
  return (
    <output className={`intake-back ${back.danger ? 'is-danger' : ''}`}>
      <strong>
        <span aria-hidden="true">▲</span>{' '}
        {returned === null
          ? t('form.back.firstReceiver', { centre: from })
          : t('form.back.title', { centre: from, name: returned.by.name, time: dayTime(returned.at, now) })}
      </strong>
      {returned !== null && (
        <span>
          {t('form.back.why', {
            why: [t(`returnReason.${returned.reason}`), returned.text].filter(Boolean).join('，'),
          })}
        </span>
      )}
      {returned !== null && <span>{clauseWords(returned.item, t)}</span>}
      <span>{t(back.danger ? 'out.returnedDanger' : 'form.back.do')}</span>
    </output>
  );
});

/** The last transfer of this matter from here, when it came back and nothing was sent since. */
function lastBack(cards: readonly TransferCard[], centreId: string): Transfer | null {
  // What the desk heard stands behind what the case was read with: it is the newer of the two.
  const sent = cards.map(({ transfer }) => transfer).filter(({ fromCentreId }) => fromCentreId === centreId);
  const last = sent.reduce<Transfer | null>(
    (latest, each) => (latest === null || each.clickedAt >= latest.clickedAt ? each : latest),
    null,
  );
  return last?.status === 'returned' || last?.status === 'firstReceiver' ? last : null;
}

/** What the other side wrote as its ground: an item of the list, or a clause by its code. */
function clauseWords(item: string, t: Words['t']): string {
  if (item === '') return t('form.back.noClause');
  const clause = clauseSchema.safeParse(item.trim());
  return t('form.back.clause', { clause: clause.success ? `${item} ${t(`clause.${clause.data}`)}` : item });
}
