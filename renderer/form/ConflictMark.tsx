import { Button, Popover, Space } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { casePatchFieldsSchema } from '../../shared/entities/case.ts';
import type { CaseField, CaseFields, FieldConflict } from '../../shared/entities/case.ts';
import { clockTime } from '../format/time.ts';
import { useWords } from '../words/words.tsx';
import type { DraftStore } from './draft-store.ts';
import { useFieldWords } from './field-words.ts';

/** Two people changed this field at once: both values, who and when, and one press settles it. */
export function ConflictMark({ store, conflict }: { store: DraftStore; conflict: FieldConflict }): ReactNode {
  const { t } = useWords();
  const fieldWords = useFieldWords();
  const [open, setOpen] = useState(false);
  // The other value crossed the wire as unknown: it is used only when it fits its field.
  const parsed = casePatchFieldsSchema.safeParse({ [conflict.field]: conflict.other });
  const other = parsed.success ? parsed.data[conflict.field] : undefined;
  const settle = <F extends CaseField>(field: F, value: CaseFields[F]): void => {
    store.settle(conflict, field, value);
    setOpen(false);
  };
  const words = t('form.conflict', {
    value: other === undefined ? t('form.emptyValue') : fieldWords(conflict.field, other),
    name: conflict.by.name,
    time: clockTime(conflict.at),
  });
  const content = (
    <div className="intake-conflict">
      <p>{words}</p>
      <Space>
        <Button
          size="small"
          disabled={other === undefined}
          onClick={() => other !== undefined && settle(conflict.field, other)}
        >
          {t('form.conflictTake')}
        </Button>
        <Button size="small" onClick={() => settle(conflict.field, store.get().fields[conflict.field])}>
          {t('form.conflictKeep')}
        </Button>
      </Space>
    </div>
  );
  return (
    <Popover content={content} open={open} onOpenChange={setOpen} trigger="click" destroyOnHidden>
      <button type="button" className="intake-conflict-mark" aria-label={words} aria-expanded={open}>
        ≠ 2
      </button>
    </Popover>
  );
}
