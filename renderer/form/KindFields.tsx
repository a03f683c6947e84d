import { Select } from 'antd';
import { memo } from 'react';
import type { ReactNode } from 'react';
import { orderTypeSchema, policeClassSchema } from '../../shared/entities/case.ts';
import { levelSchema } from '../../shared/routing/types.ts';
import type { CentreKind } from '../../shared/routing/types.ts';
import { useWords } from '../words/words.tsx';
import { isClearKey } from './clear-key.ts';
import { fieldId, useField } from './draft-field.ts';
import type { DraftStore } from './draft-store.ts';
import { describedBy, FieldShell } from './FieldShell.tsx';

/** What it is, in the words of the own centre; what the other centre called it stands beside the label. */
export const KindFields = memo(function KindFields({
  store,
  side,
}: {
  store: DraftStore;
  side: CentreKind;
}): ReactNode {
  return (
    <>
      {side === '12345' ? <OrderType store={store} /> : <PoliceClass store={store} />}
      <LevelField store={store} />
    </>
  );
});

function OrderType({ store }: { store: DraftStore }): ReactNode {
  const { t } = useWords();
  const view = useField(store, 'orderType');
  const other = useField(store, 'policeClass').value;
  return (
    <FieldShell
      store={store}
      field="orderType"
      view={view}
      className="intake-w3"
      aside={other !== null && t(`policeClass.${other}`)}
    >
      <Select
        id={fieldId('orderType')}
        value={view.value}
        placeholder={t('form.choose')}
        options={orderTypeSchema.options.map((value) => ({ value, label: t(`orderType.${value}`) }))}
        showSearch={{ optionFilterProp: 'label' }}
        allowClear
        virtual={false}
        onChange={(value) => store.change('orderType', value ?? null)}
        onKeyDown={(event) => isClearKey(event) && store.change('orderType', null)}
        onFocus={() => store.focus('orderType')}
        onBlur={() => store.blur()}
        {...describedBy('orderType', view)}
      />
    </FieldShell>
  );
}

function PoliceClass({ store }: { store: DraftStore }): ReactNode {
  const { t } = useWords();
  const view = useField(store, 'policeClass');
  const other = useField(store, 'orderType').value;
  return (
    <FieldShell
      store={store}
      field="policeClass"
      view={view}
      className="intake-w3"
      aside={other !== null && t(`orderType.${other}`)}
    >
      <Select
        id={fieldId('policeClass')}
        value={view.value}
        placeholder={t('form.choose')}
        options={policeClassSchema.options.map((value) => ({ value, label: t(`policeClass.${value}`) }))}
        showSearch={{ optionFilterProp: 'label' }}
        allowClear
        virtual={false}
        onChange={(value) => store.change('policeClass', value ?? null)}
        onKeyDown={(event) => isClearKey(event) && store.change('policeClass', null)}
        onFocus={() => store.focus('policeClass')}
        onBlur={() => store.blur()}
        {...describedBy('policeClass', view)}
      />
    </FieldShell>
  );
}

function LevelField({ store }: { store: DraftStore }): ReactNode {
  const { t } = useWords();
  const view = useField(store, 'level');
  return (
    <FieldShell store={store} field="level" view={view} className="intake-w3">
      <Select
        id={fieldId('level')}
        value={view.value}
        placeholder={t('form.choose')}
        options={levelSchema.options.map((value) => ({ value, label: t(`level.${value}`) }))}
        showSearch={{ optionFilterProp: 'label' }}
        allowClear
        virtual={false}
        onChange={(value) => store.change('level', value ?? null)}
        onKeyDown={(event) => isClearKey(event) && store.change('level', null)}
        onFocus={() => store.focus('level')}
        onBlur={() => store.blur()}
        {...describedBy('level', view)}
      />
    </FieldShell>
  );
}
