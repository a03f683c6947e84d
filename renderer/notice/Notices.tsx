import { App, Button } from 'antd';
import { useCallback } from 'react';
import { useLayers } from '../desk/layers.tsx';
import { useNotices, useSeat } from '../seat/hooks.tsx';
import type { Notice } from '../seat/seat-client.ts';
import { useWords } from '../words/words.tsx';

/** Those a person must not miss stay until closed. */
const lasting: ReadonlySet<Notice['code']> = new Set([
  'transferReturned',
  'transferRefused',
  'signedOutElsewhere',
  'caseConflict',
  'entryUnreadable',
  'numberRepeated',
]);
/** Shown large on the desk itself; said here only once and shortly. */
const shownOnDesk: ReadonlySet<Notice['code']> = new Set(['notDelivered', 'nobodyAvailable']);

/** What the seat has to say in words: in the corner, read out politely, never taking the focus. */
export function Notices(): null {
  const { t } = useWords();
  const seat = useSeat();
  const { openCase } = useLayers();
  const { notification } = App.useApp();

  const hear = useCallback(
    (notice: Notice) => {
      const desk = seat.desk.get().desk;
      const card = desk?.transfers.find(
        ({ transfer }) => transfer.id === notice.about || transfer.caseId === notice.about,
      );
      if (shownOnDesk.has(notice.code) && card) return;
      const caseId = card?.transfer.caseId;
      const key = `${notice.code}.${notice.about}`;
      notification.open({
        key,
        type: lasting.has(notice.code) ? 'warning' : 'info',
        title: t(`notice.${notice.code}`),
        description:
          notice.failure === null
            ? t(`notice.${notice.code}.text`)
            : `${t(`notice.${notice.code}.text`)}${t(`error.${notice.failure}`)}`,
        duration: lasting.has(notice.code) ? 0 : 8,
        role: 'status',
        actions:
          caseId === undefined ? undefined : (
            <Button
              size="small"
              onClick={() => {
                notification.destroy(key);
                openCase(caseId);
              }}
            >
              {t('notice.open')}
            </Button>
          ),
      });
    },
    [seat, t, notification, openCase],
  );

  useNotices(hear);
  return null;
}
