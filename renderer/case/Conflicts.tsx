import { Button } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { casePatchFieldsSchema } from '../../shared/entities/case.ts';
import type { Case, FieldConflict } from '../../shared/entities/case.ts';
import { useNow } from '../format/use-now.ts';
import { useTell } from '../notice/tell.tsx';
import { useSeat } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';
import { fieldText } from './field-text.ts';

/** The same field changed on both sides: both values, and a person chooses. */
export function Conflicts({ item }: { item: Case }): ReactNode {
  const { t } = useWords();
  if (item.conflicts.length === 0) return null;
  return (
    <section className="conflicts" aria-label={t('conflict.title')}>
      <p>
        <strong>
          <span aria-hidden="true">⇄</span> {t('conflict.title')}
        </strong>{' '}
        {t('conflict.text')}
      </p>
      {item.conflicts.map((conflict) => (
        <Conflict key={conflict.mutationId + conflict.field} item={item} conflict={conflict} />
      ))}
    </section>
  );
}

function Conflict({ item, conflict }: { item: Case; conflict: FieldConflict }): ReactNode {
  const { t } = useWords();
  const seat = useSeat();
  const tell = useTell();
  const now = useNow();
  const [busy, setBusy] = useState(false);
  const { field } = conflict;
  const standing = item.fields[field];

  /** Choosing is an edit on the newest rev, which is what settles the conflict. */
  async function choose(value: unknown): Promise<void> {
    const fields = casePatchFieldsSchema.safeParse({ [field]: value });
    if (!fields.success) return tell.failure({ code: 'invalid' });
    setBusy(true);
    const opened = await seat.call('draft.open', { callId: null, caseId: item.id });
    const saved = opened.ok
      ? await seat.call('draft.save', { draftId: opened.value.draft.id, fields: fields.data })
      : opened;
    const done = opened.ok && saved.ok ? await seat.call('case.save', { draftId: opened.value.draft.id }) : saved;
    setBusy(false);
    if (!done.ok) tell.failure(done.error);
  }

  return (
    <fieldset className="conflict">
      <legend>{t(`field.${field}`)}</legend>
      <div className="conflict-value">
        <span className="hint">{t('conflict.current')}</span>
        <span>{fieldText(field, standing, now, t)}</span>
        <Button size="small" disabled={busy} onClick={() => void choose(standing)}>
          {t('conflict.choose')}
        </Button>
      </div>
      <div className="conflict-value">
        <span className="hint">{t('conflict.other', { name: conflict.by.name })}</span>
        <span>{fieldText(field, conflict.other, now, t)}</span>
        <Button size="small" disabled={busy} onClick={() => void choose(conflict.other)}>
          {t('conflict.choose')}
        </Button>
      </div>
    </fieldset>
  );
}
