import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { Suggestion } from '../../shared/routing/types.ts';
import { overrideNeedsReason } from '../../shared/transfer/urgency.ts';
import { isBlank, isUrgentDraft } from '../form/draft-state.ts';
import type { DraftStore } from '../form/draft-store.ts';
import { useDraftValue } from '../form/use-draft.ts';
import { levelWords } from '../format/level-words.ts';
import { KeyButton } from '../parts/KeyButton.tsx';
import { UrgentMark } from '../parts/UrgentMark.tsx';
import { useWords } from '../words/words.tsx';
import type { Words } from '../words/words.tsx';
import { questionWords } from './question-words.ts';
import { confidenceWord, routeLooks } from './route-look.ts';

const CUE_SHOWN = 9;

/** The answer in big words; the last one stays until the next one is there. */
export function RouteCard({ store }: { store: DraftStore }): ReactNode {
  const { t } = useWords();
  const suggestion = useDraftValue(store, (state) => state.suggestion);
  const chosen = useDraftValue(store, (state) => state.chosen);
  const urgent = useDraftValue(store, isUrgentDraft);
  const marked = useDraftValue(store, (state) => state.fields.dangerNow);
  const blank = useDraftValue(store, isBlank);
  if (suggestion === null || (blank && chosen === null))
    return (
      <div className="route-card">
        <div className="route-line">
          <p className="route-waiting">{t('suggestion.waiting')}</p>
          <OverrideButton store={store} />
        </div>
      </div>
    );
  const route = chosen?.route ?? suggestion.route;
  const overridden = route !== suggestion.route;
  const level = levelWords(suggestion.level, t);
  const look = routeLooks[route];
  const certainty = confidenceWord(suggestion.confidence);
  const unsure = certainty === 'suggestion.verify' && chosen === null;
  const [first] = suggestion.questions;
  return (
    <div className="route-card" data-tone={look.tone} data-emergency={urgent || undefined}>
      <div className="route-line">
        <strong className="route-name" aria-live="polite">
          <span aria-hidden="true" className="route-shape">
            {look.shape}
          </span>
          {t(`route.${route}`)}
        </strong>
        <OverrideButton store={store} />
      </div>
      <p className="route-facts">
        {overridden ? (
          <OverrideFacts store={store} suggested={suggestion} />
        ) : (
          <>
            {level !== '' && <strong>{level}</strong>}
            <span className="route-confidence" data-word={certainty}>
              {t(certainty)}
            </span>
            {unsure && suggestion.counter !== null && (
              <span className="route-counter">
                {t('suggestion.counter')} {t(`route.${suggestion.counter.route}`)}
              </span>
            )}
          </>
        )}
      </p>
      <output className="route-emergency">
        {urgent && (
          <>
            <UrgentMark /> {urgentWhy(suggestion, overrideNeedsReason(suggestion.route, route), marked, t)}
          </>
        )}
        {!urgent && level !== '' && t('suggestion.policeFirst')}
        {!urgent && level === '' && unsure && first !== undefined && (
          <span className="route-ask">{t('suggestion.askFirst', { question: questionWords(first, t) })}</span>
        )}
      </output>
    </div>
  );
}

/** There from the beginning: an emergency may be sent on before a word is typed. */
function OverrideButton({ store }: { store: DraftStore }): ReactNode {
  const { t } = useWords();
  return (
    <KeyButton
      action="override"
      size="small"
      autoInsertSpace={false}
      className="suggestion-override"
      onClick={() => store.setOverriding(true)}
    >
      {t('suggestion.override')}
    </KeyButton>
  );
}

function OverrideFacts({ store, suggested }: { store: DraftStore; suggested: Suggestion }): ReactNode {
  const { t } = useWords();
  return (
    <>
      <span>
        {t('bar.overridden')} · {t('suggestion.counter')} {t(`route.${suggested.route}`)}
      </span>
      <Button type="link" size="small" className="intake-inline-button" onClick={() => store.choose(null)}>
        {t('suggestion.overrideUndo')}
      </Button>
    </>
  );
}

/** One line holds it in large letters too; the whole cue stands among the reasons. */
function shortened(cue: string): string {
  return cue.length > CUE_SHOWN ? `${cue.slice(0, CUE_SHOWN - 1)}…` : cue;
}

function urgentWhy(suggestion: Suggestion, calmerChosen: boolean, marked: boolean, t: Words['t']): string {
  if (calmerChosen) return t('suggestion.overrideDanger');
  if (levelWords(suggestion.level, t) !== '') return t('suggestion.policeFirst');
  const spoken = suggestion.reasons.find((reason) => reason.cue !== '');
  if (!suggestion.emergency && !marked) return t('suggestion.emergencyPeople');
  return spoken ? t('suggestion.emergencyWhy', { cue: shortened(spoken.cue) }) : t('suggestion.emergencyDanger');
}
