import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLayers } from '../desk/layers.tsx';
import { useNow } from '../format/use-now.ts';
import { Chooser } from '../parts/Chooser.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import { FailureText } from '../parts/FailureText.tsx';
import { useWords } from '../words/words.tsx';
import { FoundCase } from './FoundCase.tsx';
import { useCaseSearch, type CaseSearch } from './use-case-search.ts';

/** F6: everything this centre may see, by number, phone, name, place or text. */
export function SearchDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useWords();
  const { openCase } = useLayers();
  const now = useNow();
  const [text, setText] = useState('');
  const wanted = text.trim();
  const search = useCaseSearch(wanted);
  const { found, isBusy, more } = search;

  const choices = (found?.hits ?? []).map((hit) => ({
    id: hit.card.caseId,
    label: <FoundCase hit={hit} wanted={found?.text ?? ''} now={now} />,
    run: () => {
      onClose();
      openCase(hit.card.caseId);
    },
  }));
  const older = { id: 'older', label: <span className="found-older">{t('search.older')}</span>, run: more };

  return (
    <Dialog title={t('search.title')} onClose={onClose} wide>
      <Chooser
        label={t('search.title')}
        placeholder={t('search.placeholder')}
        text={text}
        onText={setText}
        choices={found?.next === null || found === null ? choices : [...choices, older]}
        hint={<Hint wanted={wanted} search={search} />}
        busy={isBusy}
        empty={<NothingFound search={search} />}
      />
    </Dialog>
  );
}

/** What the list is at this moment; what it is not yet is said honestly. */
function Hint({ wanted, search: { found, isSlow } }: { wanted: string; search: CaseSearch }): string {
  const { t } = useWords();
  if (isSlow) return t('search.slow');
  if (found !== null && found.behind > 0) return t('search.behind', { count: found.behind });
  if (wanted === '') return t('search.recent');
  if (found?.text === wanted && found.hits.length > 0)
    return t(found.next === null ? 'search.all' : 'search.some', { count: found.hits.length });
  return t('search.hint');
}

function NothingFound({ search: { found } }: { search: CaseSearch }): ReactNode {
  const { t } = useWords();
  if (found === null) return <p className="hint">{t('search.busy')}</p>;
  if (found.failure !== null) return <FailureText code={found.failure} />;
  return found.text === '' ? (
    <EmptyState title={t('search.empty')} text={t('search.empty.text')} />
  ) : (
    <EmptyState title={t('search.none', { text: found.text })} text={t('search.none.text')} />
  );
}
