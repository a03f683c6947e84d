import type { ReactNode } from 'react';
import { clockTimeExact } from '../format/time.ts';
import { useHost } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';
import type { DraftStore } from './draft-store.ts';
import { useDraftValue } from './use-draft.ts';

const shapes = { saved: '●', saving: '○', unsaved: '▲' } as const;

/** One glance: is what I typed on the disk, and since when. Keeps its width whatever it says. */
export function SaveMark({ store }: { store: DraftStore }): ReactNode {
  const { t } = useWords();
  const { up, gone } = useHost();
  const hint = t(gone ? 'form.unsavedGone' : 'form.unsavedHint');
  const save = useDraftValue(store, (state) => state.save);
  const savedAt = useDraftValue(store, (state) => state.savedAt);
  const shown = save === 'saving' && !up ? 'unsaved' : save;
  const words = {
    saved: savedAt === null ? t('form.notYet') : t('form.savedAt', { time: clockTimeExact(savedAt) }),
    saving: t('form.saving'),
    unsaved: t('form.unsaved'),
  }[shown];
  return (
    <span className="intake-save" data-save={shown} title={shown === 'unsaved' ? hint : undefined}>
      <span aria-hidden="true">{shapes[shown]} </span>
      {words}
      <output className="intake-spoken">{shown === 'unsaved' ? `${words}。${hint}` : ''}</output>
    </span>
  );
}
