import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { CallValue } from '../../shared/contract/seat-api.ts';
import { dateAndTime } from '../format/time.ts';
import { useTell } from '../notice/tell.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { useSeat } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';

type HistoryProps = {
  inForce: string;
  mayGoBack: boolean;
  onGoBack: (version: string) => void;
  onClose: () => void;
};

/** Who published what, when and why; a lead goes back to any of them. */
export function HistoryDialog({ inForce, mayGoBack, onGoBack, onClose }: HistoryProps): ReactNode {
  const { t } = useWords();
  const history = useHistory();
  const back = (version: string): ReactNode =>
    version === inForce ? (
      <em>{t('list.history.current')}</em>
    ) : (
      mayGoBack && (
        <Button size="small" aria-label={`${t('list.history.back')} ${version}`} onClick={() => onGoBack(version)}>
          {t('list.history.back')}
        </Button>
      )
    );
  return (
    <Dialog title={t('list.history.title')} onClose={onClose} wide>
      {history?.versions.length === 0 && <p className="hint">{t('list.history.empty')}</p>}
      <ol className="history">
        {history?.versions.map(({ version, by, at, note, matters }) => (
          <li key={version}>
            <strong>{version}</strong>
            <span>
              {t('list.publishedBy', { name: by.name, time: dateAndTime(at) })} ·{' '}
              {t('list.history.count', { count: matters })}
            </span>
            {note !== '' && <p>{note}</p>}
            {back(version)}
          </li>
        ))}
        {history && (
          <li>
            <strong>{history.shipped}</strong> <span>{t('list.history.shipped')}</span>
            {back(history.shipped)}
          </li>
        )}
      </ol>
    </Dialog>
  );
}

export function useHistory(): CallValue<'list.history'> | null {
  const seat = useSeat();
  const tell = useTell();
  const [history, setHistory] = useState<CallValue<'list.history'> | null>(null);
  useEffect(() => {
    let gone = false;
    void seat.call('list.history', {}).then((result) => {
      if (gone) return;
      if (result.ok) setHistory(result.value);
      else tell.failure(result.error);
    });
    return () => {
      gone = true;
    };
  }, [seat, tell]);
  return history;
}
