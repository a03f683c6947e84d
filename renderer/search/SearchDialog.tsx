import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { CaseCard } from '../../shared/contract/desk.ts';
import type { ErrorCode } from '../../shared/contract/errors.ts';
import { useLayers } from '../desk/layers.tsx';
import { dayTime } from '../format/time.ts';
import { useNow } from '../format/use-now.ts';
import { Chooser } from '../parts/Chooser.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import { FailureText } from '../parts/FailureText.tsx';
import { useSeat } from '../seat/hooks.tsx';
import { CaseLines } from '../waiting/CaseLines.tsx';
import { useWords } from '../words/words.tsx';

const LIMIT = 50;
const PAUSE_MS = 120;

type Found = { readonly text: string; readonly cards: readonly CaseCard[]; readonly failure: ErrorCode | null };

/** F6: everything this centre may see, by number, phone, name, place or text. */
export function SearchDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useWords();
  const seat = useSeat();
  const { openCase } = useLayers();
  const now = useNow();
  const [text, setText] = useState('');
  const [found, setFound] = useState<Found | null>(null);
  const wanted = text.trim();

  useEffect(() => {
    let stale = false;
    const timer = setTimeout(
      () => {
        void seat.call('case.list', { text: wanted, limit: LIMIT }).then((result) => {
          // A slow answer to an earlier word must not replace a later one.
          if (!stale)
            setFound({
              text: wanted,
              cards: result.ok ? result.value.cards : [],
              failure: result.ok ? null : result.error.code,
            });
        });
      },
      wanted === '' ? 0 : PAUSE_MS,
    );
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [seat, wanted]);

  const choices = (found?.cards ?? []).map((card) => ({
    id: card.caseId,
    label: (
      <div className={`found ${card.dangerNow ? 'is-danger' : ''}`}>
        <CaseLines card={card} />
        <span className="found-when">
          {t(`caseStatus.${card.status}`)} · {dayTime(card.createdAt, now)}
        </span>
      </div>
    ),
    run: () => {
      onClose();
      openCase(card.caseId);
    },
  }));

  return (
    <Dialog title={t('search.title')} onClose={onClose} wide>
      <Chooser
        label={t('search.title')}
        placeholder={t('search.placeholder')}
        text={text}
        onText={setText}
        choices={choices}
        hint={wanted === '' ? t('search.recent') : t('search.hint')}
        busy={found?.text !== wanted}
        empty={<NothingFound found={found} />}
      />
    </Dialog>
  );
}

function NothingFound({ found }: { found: Found | null }): ReactNode {
  const { t } = useWords();
  if (found === null) return <p className="hint">{t('search.busy')}</p>;
  if (found.failure !== null) return <FailureText code={found.failure} />;
  return found.text === '' ? (
    <EmptyState title={t('search.empty')} text={t('search.empty.text')} />
  ) : (
    <EmptyState title={t('search.none', { text: found.text })} text={t('search.none.text')} />
  );
}
