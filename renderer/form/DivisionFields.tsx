import { Select } from 'antd';
import { memo, useMemo } from 'react';
import type { ReactNode } from 'react';
import { matchesName } from '../../shared/divisions/division.ts';
import type { Town } from '../../shared/divisions/division.ts';
import { countyOf, isTownOf, townOf, townsOf } from '../../shared/divisions/lookup.ts';
import { xinzhouCounties } from '../../shared/divisions/xinzhou.ts';
import { useWords } from '../words/words.tsx';
import { fieldId, useField } from './draft-field.ts';
import type { DraftStore } from './draft-store.ts';
import { describedBy, FieldShell } from './FieldShell.tsx';
import { useFirstMatch } from './use-first-match.ts';

const countyOptions = xinzhouCounties.map(({ code, name }) => ({ value: code, label: name }));
const allTowns: readonly Town[] = xinzhouCounties.flatMap((county) => county.towns);

/** County and town, found by name or by pinyin initials. A town chosen first brings its county with it. */
export const DivisionFields = memo(function DivisionFields({ store }: { store: DraftStore }): ReactNode {
  const { t } = useWords();
  const county = useField(store, 'divisionCode');
  const town = useField(store, 'townCode');
  const towns = county.value === '' ? allTowns : townsOf(county.value);
  const townOptions = useMemo(
    () =>
      towns.map(({ code, name }) => ({
        value: code,
        label: name,
        countyName: county.value === '' ? countyOf(code.slice(0, 6))?.name : undefined,
      })),
    [towns, county.value],
  );
  const countyMatch = useFirstMatch(xinzhouCounties, chooseCounty);
  const townMatch = useFirstMatch(towns, chooseTown);

  function chooseCounty(code: string): void {
    store.change('divisionCode', code);
    if (!isTownOf(store.get().fields.townCode, code)) store.change('townCode', '');
  }

  function chooseTown(code: string): void {
    if (code !== '') store.change('divisionCode', code.slice(0, 6));
    store.change('townCode', code);
  }

  return (
    <>
      <FieldShell store={store} field="divisionCode" view={county} className="intake-w3">
        <Select
          id={fieldId('divisionCode')}
          value={county.value === '' ? null : county.value}
          placeholder={t('form.divisionPlaceholder')}
          options={countyOptions}
          showSearch={{
            filterOption: (typed, option) => matches(countyOf(option?.value ?? ''), typed),
            onSearch: countyMatch.onSearch,
          }}
          open={countyMatch.open}
          onOpenChange={countyMatch.setOpen}
          onKeyDown={countyMatch.onKeyDown}
          allowClear
          virtual={false}
          notFoundContent={t('form.nothingFound')}
          onChange={(code: string | null | undefined) => chooseCounty(code ?? '')}
          onFocus={() => store.focus('divisionCode')}
          onBlur={() => {
            countyMatch.forget();
            store.blur();
          }}
          {...describedBy('divisionCode', county)}
        />
      </FieldShell>
      <FieldShell store={store} field="townCode" view={town} className="intake-w3">
        <Select
          id={fieldId('townCode')}
          value={town.value === '' ? null : town.value}
          placeholder={t('form.divisionPlaceholder')}
          options={townOptions}
          optionRender={townLine}
          showSearch={{
            filterOption: (typed, option) => matches(townOf(option?.value ?? ''), typed),
            onSearch: townMatch.onSearch,
          }}
          open={townMatch.open}
          onOpenChange={townMatch.setOpen}
          onKeyDown={townMatch.onKeyDown}
          allowClear
          popupMatchSelectWidth={false}
          notFoundContent={t('form.nothingFound')}
          onChange={(code: string | null | undefined) => chooseTown(code ?? '')}
          onFocus={() => store.focus('townCode')}
          onBlur={() => {
            townMatch.forget();
            store.blur();
          }}
          {...describedBy('townCode', town)}
        />
      </FieldShell>
    </>
  );
});

type TownOption = { readonly label: string; readonly countyName: string | undefined };

/** While the county is unknown a town is told apart by its county. */
function townLine({ data: { label, countyName } }: { data: TownOption }): ReactNode {
  return (
    <>
      {label}
      {countyName !== undefined && <span className="intake-option-aside"> {countyName}</span>}
    </>
  );
}

function matches(place: Town | undefined, typed: string): boolean {
  return place !== undefined && matchesName(place, typed);
}
