import { Checkbox, Input } from 'antd';
import type { ReactNode } from 'react';
import { matterSideSchema } from '../../shared/matter-list/matter-list.ts';
import { clauseSchema, routes } from '../../shared/routing/types.ts';
import { Choice } from '../parts/Choice.tsx';
import { useWords } from '../words/words.tsx';
import type { MatterFilter } from './matter-rows.ts';

type FiltersProps = { filter: MatterFilter; onChange: (filter: MatterFilter) => void };

export function MatterFilters({ filter, onChange }: FiltersProps): ReactNode {
  const { t } = useWords();
  const set = (part: Partial<MatterFilter>): void => onChange({ ...filter, ...part });
  const all = { value: 'all' } as const;
  return (
    <search className="page-filters">
      <Input
        allowClear
        value={filter.text}
        aria-label={t('list.search')}
        placeholder={t('list.search')}
        onChange={(event) => set({ text: event.target.value })}
      />
      <Choice
        label={t('list.side')}
        value={filter.side}
        options={[
          { ...all, label: t('list.side.all') },
          ...matterSideSchema.options.map((value) => ({ value, label: t(`list.side.${value}`) })),
        ]}
        onChange={(side) => set({ side })}
      />
      <Choice
        label={t('list.route')}
        value={filter.route}
        options={[
          { ...all, label: t('list.route.all') },
          ...routes.map((value) => ({ value, label: t(`route.${value}`) })),
        ]}
        onChange={(route) => set({ route })}
      />
      <Choice
        label={t('list.clause')}
        value={filter.clause}
        options={[
          { ...all, label: t('list.clause.all') },
          ...clauseSchema.options.map((value) => ({ value, label: value })),
        ]}
        onChange={(clause) => set({ clause })}
      />
      <Checkbox checked={filter.onlyChanged} onChange={(event) => set({ onlyChanged: event.target.checked })}>
        {t('list.onlyChanged')}
      </Checkbox>
    </search>
  );
}
