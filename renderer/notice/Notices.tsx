import { Button } from 'antd';
import { useCallback } from 'react';
import { useLayers } from '../desk/layers.tsx';
import { useNotices, useSeat } from '../seat/hooks.tsx';
import type { Notice } from '../seat/seat-client.ts';
import { useWords } from '../words/words.tsx';
import { useTell } from './tell.tsx';

/** They ask a person to do something. */
const asking: ReadonlySet<Notice['code']> = new Set([
  'transferReturned',
  'transferRefused',
  'signedOutElsewhere',
  'caseConflict',
  'entryUnreadable',
  'numberRepeated',
  'storeRebuilt',
  'storeIncomplete',
  'caseLarger',
  'caseMajor',
  'caseExtreme',
]);
/** They are about a case that may have no transfer, and a lead hears them as well as reads them. */
const loud: ReadonlySet<Notice['code']> = new Set(['caseLarger', 'caseMajor', 'caseExtreme']);
/** Their transfer stands in the waiting list with the same words until it is dealt with. */
const inList: ReadonlySet<Notice['code']> = new Set(['transferReturned', 'transferRefused']);
/** Shown large on the desk itself. */
const shownOnDesk: ReadonlySet<Notice['code']> = new Set(['notDelivered', 'nobodyAvailable']);

/** What the seat has to say in words: read out politely, never taking the focus. */
export function Notices(): null {
  const { t } = useWords();
  const seat = useSeat();
  const tell = useTell();
  const { openCase } = useLayers();

  const hear = useCallback(
    (notice: Notice) => {
      const desk = seat.desk.get().desk;
      const card = desk?.transfers.find(
        ({ transfer }) => transfer.id === notice.about || transfer.caseId === notice.about,
      );
      if (shownOnDesk.has(notice.code) && card) return;
      const isLoud = loud.has(notice.code);
      const caseId = card?.transfer.caseId ?? (isLoud ? notice.about : null);
      const key = `${notice.code}.${notice.about}`;
      const title = t(`notice.${notice.code}`);
      const text = `${t(`notice.${notice.code}.text`, notice.counts)}${notice.failure === null ? '' : t(`error.${notice.failure}`)}`;
      const asks = asking.has(notice.code);
      if (asks && !(card && inList.has(notice.code))) return tell.keep({ key, title, text, caseId, loud: isLoud });
      tell.show({
        key,
        kind: asks ? 'warning' : 'info',
        title,
        text,
        action: caseId !== null && (
          <Button size="small" onClick={() => openCase(caseId)}>
            {t('notice.open')}
          </Button>
        ),
      });
    },
    [seat, t, tell, openCase],
  );

  useNotices(hear);
  return null;
}
