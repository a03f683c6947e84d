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
import { useKey } from '../keys/keys.tsx';
import { usePlainKeys } from '../keys/use-plain-keys.ts';
import { useDeskSlice } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';
import { routeLooks } from './route-look.ts';

const reasons = overrideSchema.shape.reason.options;

/**
 * Another route than suggested: nine answers, a reason unless it is more urgent. A digit chooses the route, the next one the reason, and
 * as soon as nothing is missing it is done. What was chosen here outlives Esc.
 */
export function RouteOverride({ store }: { store: DraftStore }): ReactNode {
  const { t } = useWords();
  const { centre } = useDeskSlice('session');
  const open = useDraftValue(store, (state) => state.overriding);
  const suggested = useDraftValue(store, (state) => state.suggestion?.route ?? null);
  const chosen = useDraftValue(store, (state) => state.chosen);
  const [draft, setDraft] = useState<Partial<ChosenRoute>>({});
  const [trouble, setTrouble] = useState<string | null>(null);
  /** A route was chosen since the list opened: digits are reasons from now on. */
  const [picked, setPicked] = useState(false);
  useKey('override', () => store.setOverriding(true));

  const route = draft.route ?? chosen?.route ?? suggested;
  const reason = draft.reason ?? chosen?.reason ?? null;
  const text = draft.text ?? chosen?.text ?? '';
  const needsReason = route !== null && suggested !== null && overrideNeedsReason(suggested, route);

  function isMissingReason(taken: Route, given: ChosenRoute['reason']): boolean {
    return given === null && suggested !== null && overrideNeedsReason(suggested, taken);
  }

  function close(): void {
    setPicked(false);
    store.setOverriding(false);
  }

  function take(taken: Route | null, given: ChosenRoute['reason']): void {
    if (taken !== null && isMissingReason(taken, given)) return setTrouble(t('suggestion.overrideReasonNeeded'));
    if (taken !== null) store.choose(taken === suggested ? null : { route: taken, reason: given, text });
    setDraft({});
    setTrouble(null);
    close();
  }

  function pickRoute(taken: Route): void {
    setPicked(true);
    setDraft({ ...draft, route: taken });
  }

  usePlainKeys(open, (event, isPlain) => {
    const at = '123456789'.indexOf(event.key);
    // Wherever in the list the focus is; the remark is typed as it is.
    if (at < 0 || !isPlain || event.target instanceof HTMLTextAreaElement) return false;
    const asReason = picked && needsReason;
    const [taken, given] = asReason ? [route, reasons[at]] : [routes[at], reason];
    if (taken === undefined || taken === null || given === undefined) return true;
    // A reason from before was given for another choice: this one is asked for its own.
    if (asReason || !isMissingReason(taken, null)) take(taken, given);
    else pickRoute(taken);
    return true;
  });

  function write(typed: string): string {
    const fits = typed.length <= REMARK_MAX;
    setTrouble(fits ? null : t('suggestion.overrideTextLong', { max: REMARK_MAX }));
    if (fits) setDraft({ ...draft, text: typed });
    return fits ? typed : text;
  }

  if (!open) return null;
  const digitsAre = picked && needsReason ? 'reasons' : 'routes';
  return (
    <Dialog
      title={t('suggestion.overrideTitle')}
      wide
      onClose={close}
      onSubmit={() => take(route, reason)}
      submitText={t('suggestion.overrideApply')}
    >
      <div className="override">
        <Radio.Group
          name="overrideRoute"
          className="override-routes"
          aria-label={t('suggestion.overrideTitle')}
          value={route}
          onChange={(event) => pickRoute(event.target.value as Route)}
        >
          {routes.map((each, at) => (
            <Radio key={each} value={each} autoFocus={each === route}>
              {digitsAre === 'routes' && <Digit at={at} />}
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
          onChange={(event) => setDraft({ ...draft, reason: event.target.value as ChosenRoute['reason'] })}
        >
          {reasons.map((value, at) => (
            <Radio key={value} value={value}>
              {digitsAre === 'reasons' && <Digit at={at} />}
              {t(`overrideReason.${value}`)}
            </Radio>
          ))}
        </Radio.Group>
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

function Digit({ at }: { at: number }): ReactNode {
  return (
    <kbd className="key-hint override-digit" aria-hidden="true">
      {at + 1}
    </kbd>
  );
}
