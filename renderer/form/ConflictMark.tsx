import { Popover } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { ConflictChoice } from '../case/ConflictChoice.tsx';
import { useCaseView } from '../seat/hooks.tsx';
import type { FieldConflict } from '../../shared/entities/case.ts';
import { useWords } from '../words/words.tsx';
import type { DraftStore } from './draft-store.ts';
import { useDraftValue } from './use-draft.ts';

/** Two people changed this field at once: a mark beside its label, and one press on it shows both values to choose from. */
export function ConflictMark({ store, conflict }: { store: DraftStore; conflict: FieldConflict }): ReactNode {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const view = useCaseView(useDraftValue(store, (state) => state.caseId));
  if (view?.status !== 'ready') return null;
  const { id, fields } = view.view.case;
  const content = (
    <div className="intake-conflict">
      <ConflictChoice
        caseId={id}
        conflict={conflict}
        standing={fields[conflict.field]}
        onSettled={() => setOpen(false)}
      />
    </div>
  );
  const words = t('form.conflict', { field: t(`field.${conflict.field}`), name: conflict.by.name });
  return (
    <Popover content={content} open={open} onOpenChange={setOpen} trigger="click" destroyOnHidden>
      <button type="button" className="intake-conflict-mark" aria-label={`≠ 2 ${words}`} aria-expanded={open}>
        ≠ 2
      </button>
    </Popover>
  );
}
