import { Checkbox, Radio } from 'antd';
import { memo } from 'react';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { useWords } from '../words/words.tsx';
import { fieldId, useField } from './draft-field.ts';
import type { DraftStore } from './draft-store.ts';
import { describedBy, FieldShell } from './FieldShell.tsx';

const answerSchema = z.enum(['unasked', 'yes', 'no']);
type Answer = z.infer<typeof answerSchema>;
const valueOf: Record<Answer, boolean | null> = { unasked: null, yes: true, no: false };

export const ConfidentialField = memo(function ConfidentialField({ store }: { store: DraftStore }): ReactNode {
  const { t } = useWords();
  const view = useField(store, 'confidential');
  return (
    <FieldShell store={store} field="confidential" view={view} className="intake-w2">
      <Checkbox
        id={fieldId('confidential')}
        className="intake-checkbox"
        checked={view.value}
        onChange={(event) => store.change('confidential', event.target.checked)}
        onFocus={() => store.focus('confidential')}
        onBlur={() => store.blur()}
        {...describedBy('confidential', view)}
      >
        {t(view.value ? 'form.yes' : 'form.no')}
      </Checkbox>
    </FieldShell>
  );
});

/** Not asked, yes, or no: three answers, none of which holds a transfer back. */
export const ConsentField = memo(function ConsentField({ store }: { store: DraftStore }): ReactNode {
  const { t } = useWords();
  const view = useField(store, 'transferConsent');
  const answer: Answer = view.value === null ? 'unasked' : view.value ? 'yes' : 'no';
  return (
    <FieldShell store={store} field="transferConsent" view={view} className="intake-w3">
      <Radio.Group
        name="transferConsent"
        id={fieldId('transferConsent')}
        className="intake-consent"
        aria-label={t('form.consentLabel')}
        optionType="button"
        value={answer}
        options={[
          { value: 'unasked', label: t('form.consentUnasked') },
          { value: 'yes', label: t('form.consentYes') },
          { value: 'no', label: t('form.consentNo') },
        ]}
        onChange={(event) => store.change('transferConsent', valueOf[answerSchema.parse(event.target.value)])}
        onFocus={() => store.focus('transferConsent')}
        onBlur={() => store.blur()}
      />
    </FieldShell>
  );
});
