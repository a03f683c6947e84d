import { Button } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Dialog } from '../parts/Dialog.tsx';
import { useWords } from '../words/words.tsx';
import { countChanges } from './matter-rows.ts';
import type { MatterListHands, MatterListState } from './use-matter-list.ts';

type BarProps = { list: MatterListState; hands: MatterListHands };

/** How the draft stands against what is in force, and what keeps it from being published. */
export function DraftBar({ list, hands }: BarProps): ReactNode {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const { changes, draft, publishing } = list;
  if (draft === null)
    return (
      <p className="hint">
        {publishing === null ? t('list.draft.none') : t('list.publishing', { version: publishing })}
      </p>
    );
  return (
    <div className="draft-bar">
      <p>
        {publishing === null ? t('list.draft', countChanges(changes)) : t('list.publishing', { version: publishing })}
      </p>
      <Button size="small" disabled={publishing !== null} onClick={() => setAsking(true)}>
        {t('list.draft.discard')}
      </Button>
      {list.moved && publishing === null && <Moved list={list} hands={hands} />}
      {asking && (
        <Dialog
          title={t('list.draft.discard.title')}
          onClose={() => setAsking(false)}
          onSubmit={() => void hands.discard().then(() => setAsking(false))}
          submitText={t('list.draft.discard.confirm')}
        >
          <p>{t('list.draft.discard.text', { count: changes.size })}</p>
        </Dialog>
      )}
    </div>
  );
}

function Moved({ list, hands }: BarProps): ReactNode {
  const { t, locale } = useWords();
  const [both, setBoth] = useState<readonly string[]>([]);
  const { draft, inForce, matters } = list;
  const names = both.map((id) => matters.find((matter) => matter.id === id)?.[locale] ?? id);
  return (
    <div className="draft-moved" role="alert">
      <p>{t('list.moved', { version: inForce.version, basedOn: draft?.basedOn ?? '' })}</p>
      <Button size="small" onClick={() => void hands.rebase().then((found) => setBoth(found ?? []))}>
        {t('list.moved.do')}
      </Button>
      {names.length > 0 && <p>{t('list.moved.both', { matters: names.join('、') })}</p>}
    </div>
  );
}
