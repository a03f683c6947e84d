import { Popover } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CaseField } from '../../shared/entities/case.ts';
import { ConflictChoice } from '../case/ConflictChoice.tsx';
import { useFieldWords } from '../format/field-words.ts';
import { useCaseView } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';
import type { FieldView } from './draft-field.ts';
import type { DraftStore } from './draft-store.ts';
import { useDraftValue } from './use-draft.ts';

type TwoValuesProps = { readonly store: DraftStore; readonly field: CaseField; readonly view: FieldView<CaseField> };

/**
 * Two people changed this field: one press shows both values. While it is still typed here they can only be read; as soon as the
 * server knows of both, one is chosen. It stays open from the one to the other.
 */
export function TwoValues({ store, field, view }: TwoValuesProps): ReactNode {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const found = useCaseView(useDraftValue(store, (state) => state.caseId));
  const { conflict, held } = view;
  if (found?.status !== 'ready' || (conflict === null && held === undefined)) return null;
  const { id, fields } = found.view.case;
  const content = (
    <div className="intake-conflict">
      {conflict === null ? (
        <BothTexts field={field} own={view.value} other={held?.value} />
      ) : (
        <ConflictChoice caseId={id} conflict={conflict} standing={fields[field]} onSettled={() => setOpen(false)} />
      )}
    </div>
  );
  const word = t(conflict === null ? 'form.seeBoth' : 'form.twoValues');
  const name = conflict && t('form.conflict', { field: t(`field.${field}`), name: conflict.by.name });
  return (
    <Popover content={content} open={open} onOpenChange={setOpen} trigger="click" destroyOnHidden>
      <button
        type="button"
        className="intake-conflict-mark"
        aria-label={name === null ? word : `${word} ${name}`}
        aria-expanded={open}
        // The press must not commit: what it points at would change under it.
        onMouseDown={(event) => event.preventDefault()}
      >
        {word}
      </button>
    </Popover>
  );
}

function BothTexts({ field, own, other }: { field: CaseField; own: unknown; other: unknown }): ReactNode {
  const { t } = useWords();
  const fieldWords = useFieldWords();
  return (
    <dl className="intake-both">
      <dt>{t('form.bothOther')}</dt>
      <dd>{fieldWords(field, other)}</dd>
      <dt>{t('form.bothOwn')}</dt>
      <dd>{fieldWords(field, own)}</dd>
    </dl>
  );
}
