import { memo } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useWords } from '../words/words.tsx';
import { fieldId, useField } from './draft-field.ts';
import type { DraftStore } from './draft-store.ts';
import { describedBy, FieldShell } from './FieldShell.tsx';
import { TextEntry } from './TextEntry.tsx';

const peopleFields = ['dead', 'hurt', 'trapped', 'missing'] as const;
type PeopleField = (typeof peopleFields)[number];

/** Is anybody in danger now, and how many people: the two facts that decide everything else. */
export const DangerFields = memo(function DangerFields({ store }: { store: DraftStore }): ReactNode {
  const { t } = useWords();
  return (
    <>
      <DangerToggle store={store} />
      <fieldset className="intake-counts" aria-label={t('form.people')}>
        {peopleFields.map((field) => (
          <PeopleCount key={field} store={store} field={field} />
        ))}
      </fieldset>
    </>
  );
});

function DangerToggle({ store }: { store: DraftStore }): ReactNode {
  const { t } = useWords();
  const view = useField(store, 'dangerNow');
  return (
    <FieldShell store={store} field="dangerNow" view={view} className="intake-w3">
      <button
        id={fieldId('dangerNow')}
        type="button"
        role="switch"
        aria-checked={view.value}
        aria-label={t('field.dangerNow')}
        className="intake-danger"
        title={t('form.dangerHint')}
        onClick={() => store.change('dangerNow', !view.value)}
        onFocus={() => store.focus('dangerNow')}
        onBlur={() => store.blur()}
      >
        <span aria-hidden="true">{view.value ? '▲ ' : '△ '}</span>
        {t(view.value ? 'form.dangerOn' : 'form.dangerOff')}
      </button>
    </FieldShell>
  );
}

/** Empty is “nobody said”, which is not nought. */
function PeopleCount({ store, field }: { store: DraftStore; field: PeopleField }): ReactNode {
  const { t } = useWords();
  const view = useField(store, field);

  const shown = (): string => String(store.get().fields[field] ?? '');

  function typed(text: string): string {
    const digits = text.normalize('NFKC').replaceAll(/\D/g, '');
    store.change(field, digits === '' ? null : Number(digits));
    return shown();
  }

  function step(event: KeyboardEvent): void {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    store.change(field, Math.max(0, (view.value ?? 0) + by));
  }

  return (
    <FieldShell store={store} field={field} view={view}>
      <TextEntry
        id={fieldId(field)}
        className="intake-digits"
        value={view.value === null ? '' : String(view.value)}
        placeholder={t('form.peopleUnknown')}
        inputMode="numeric"
        onText={typed}
        onKeyDown={step}
        onFocus={(element) => {
          element.select();
          store.focus(field);
        }}
        onBlur={() => store.blur()}
        {...describedBy(field, view)}
      />
    </FieldShell>
  );
}
