import { Radio } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { overrideSchema } from '../../shared/entities/case.ts';
import { routes } from '../../shared/routing/types.ts';
import type { Route } from '../../shared/routing/types.ts';
import { primaryAction } from '../../shared/transfer/primary-action.ts';
import { overrideNeedsReason } from '../../shared/transfer/urgency.ts';
import { REMARK_MAX } from '../form/bounds.ts';
import type { ChosenRoute } from '../form/draft-state.ts';
import type { DraftStore } from '../form/draft-store.ts';
import { TextEntry } from '../form/TextEntry.tsx';
import { useDraftValue } from '../form/use-draft.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { useDeskSlice } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';
import { routeLooks } from './route-look.ts';

const reasons = overrideSchema.shape.reason.options;

/** Another route than suggested: nine answers, a reason unless it is more urgent. What was chosen here outlives Esc. */
export function RouteOverride({ store }: { store: DraftStore }): ReactNode {
  const { t } = useWords();
  const { centre } = useDeskSlice('session');
  const open = useDraftValue(store, (state) => state.overriding);
  const suggested = useDraftValue(store, (state) => state.suggestion?.route ?? null);
  const chosen = useDraftValue(store, (state) => state.chosen);
  const [draft, setDraft] = useState<Partial<ChosenRoute>>({});
  const [trouble, setTrouble] = useState<string | null>(null);

  const route = draft.route ?? chosen?.route ?? suggested;
  const reason = draft.reason ?? chosen?.reason ?? null;
  const text = draft.text ?? chosen?.text ?? '';
  const needsReason = route !== null && suggested !== null && overrideNeedsReason(suggested, route);

  function apply(): void {
    if (needsReason && reason === null) return setTrouble(t('suggestion.overrideReasonNeeded'));
    if (route !== null) store.choose(route === suggested ? null : { route, reason, text });
    setDraft({});
    setTrouble(null);
    store.setOverriding(false);
  }

  function write(typed: string): string {
    const fits = typed.length <= REMARK_MAX;
    setTrouble(fits ? null : t('suggestion.overrideTextLong', { max: REMARK_MAX }));
    if (fits) setDraft({ ...draft, text: typed });
    return fits ? typed : text;
  }

  if (!open) return null;
  return (
    <Dialog
      title={t('suggestion.overrideTitle')}
      wide
      onClose={() => store.setOverriding(false)}
      onSubmit={apply}
      submitText={t('suggestion.overrideApply')}
    >
      <div className="override">
        <Radio.Group
          name="overrideRoute"
          className="override-routes"
          aria-label={t('suggestion.overrideTitle')}
          value={route}
          onChange={(event) => setDraft({ ...draft, route: event.target.value as Route })}
        >
          {routes.map((each) => (
            <Radio key={each} value={each} autoFocus={each === route}>
              <span aria-hidden="true" className="route-shape" data-tone={routeLooks[each].tone}>
                {routeLooks[each].shape}
              </span>
              {t(`action.${primaryAction(each, centre.kind).name}`)}
              {each === suggested && <span className="override-same">{t('suggestion.overrideSame')}</span>}
            </Radio>
          ))}
        </Radio.Group>
        <h3>{t('suggestion.overrideReason')}</h3>
        <Radio.Group
          name="overrideReason"
          className="override-reasons"
          aria-label={t('suggestion.overrideReason')}
          value={reason}
          options={reasons.map((value) => ({ value, label: t(`overrideReason.${value}`) }))}
          onChange={(event) => setDraft({ ...draft, reason: event.target.value as ChosenRoute['reason'] })}
        />
        <TextEntry
          id="override-text"
          rows={2}
          value={text}
          aria-label={t('suggestion.overrideText')}
          placeholder={t('suggestion.overrideText')}
          onText={write}
        />
        <output className="override-trouble">
          {trouble ?? (route !== suggested && suggested !== null && !needsReason ? t('suggestion.overrideUrgent') : '')}
        </output>
      </div>
    </Dialog>
  );
}
