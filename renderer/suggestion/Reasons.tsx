import type { ReactNode } from 'react';
import type { Reason, Suggestion } from '../../shared/routing/types.ts';
import { cueSpan } from '../form/cue-span.ts';
import type { DraftStore } from '../form/draft-store.ts';
import { useDraftValue } from '../form/use-draft.ts';
import { useWords } from '../words/words.tsx';
import { itemWords } from './item-words.ts';
import { useMatterNames } from './matter-names.tsx';
import { showCue } from './narrative-area.ts';

/** Characters of the narrative on each side of a cue; one as long as that speaks for itself. */
const AROUND = 8;

/** Why: clause, its sentence, and the caller's own words that made it so; pressing one goes to it in the narrative. */
export function Reasons({ store, suggestion }: { store: DraftStore; suggestion: Suggestion | null }): ReactNode {
  const { t } = useWords();
  const counter = suggestion?.counter ?? null;
  return (
    <section className="reasons" aria-label={t('suggestion.reasons')}>
      <h2>
        {t('suggestion.reasons')}{' '}
        {suggestion && (
          <span className="reasons-version">{t('suggestion.byList', { version: suggestion.listVersion })}</span>
        )}
      </h2>
      {suggestion === null || suggestion.reasons.length === 0 ? (
        <p className="suggestion-empty">{t('suggestion.noReasons')}</p>
      ) : (
        <ul className="reasons-list">
          {suggestion.reasons.map((reason, index) => (
            <ReasonLine
              key={`${reason.item}.${index}`}
              store={store}
              reason={reason}
              first={index === 0}
              repeated={suggestion.reasons.findIndex((each) => each.clause === reason.clause) < index}
            />
          ))}
        </ul>
      )}
      <p className="reason-counter">
        {counter !== null && (
          <>
            <span>
              {t('suggestion.counter')} {t(`route.${counter.route}`)}
            </span>
            <CueButton store={store} reason={counter.reason} whole={false} />
          </>
        )}
      </p>
    </section>
  );
}

type ReasonLineProps = {
  readonly store: DraftStore;
  readonly reason: Reason;
  readonly first: boolean;
  readonly repeated: boolean;
};

/**
 * The sentence of a clause stands once; further cues of the same clause stand below it. Only the first stands among the words around
 * it: of several every cue is in sight, each in one line.
 */
function ReasonLine({ store, reason, first, repeated }: ReasonLineProps): ReactNode {
  const { t } = useWords();
  return (
    <li>
      {!repeated && (
        <p className="reason-clause">
          <b>{reason.clause}</b> {t(`clause.${reason.clause}`)}
        </p>
      )}
      <CueButton store={store} reason={reason} whole={first} />
    </li>
  );
}

/** What was left out is marked; a character is shown whole or not at all. */
function before(narrative: string, start: number): string {
  const words = narrative.slice(Math.max(0, start - AROUND), start);
  return start > AROUND ? `…${words}` : words;
}

function after(narrative: string, end: number): string {
  const words = narrative.slice(end, end + AROUND);
  return narrative.length > end + AROUND ? `${words}…` : words;
}

function CueButton({ store, reason, whole }: { store: DraftStore; reason: Reason; whole: boolean }): ReactNode {
  const words = useWords();
  const { t } = words;
  const narrative = useDraftValue(store, (state) => state.fields.narrative);
  const names = useMatterNames();
  const item = <span className="reason-item">{itemWords(reason.item, words, names)}</span>;
  if (reason.cue === '') return item;
  const span = whole && reason.cue.length < AROUND ? cueSpan(narrative, reason) : null;
  return (
    <button
      type="button"
      className={whole ? 'reason-cue' : 'reason-cue is-short'}
      title={t('suggestion.cueShow', { cue: reason.cue })}
      onClick={() => showCue(narrative, reason)}
    >
      {whole && item}
      <span className="reason-words">
        <span className="reason-around">{span !== null && before(narrative, span.start)}</span>
        <mark>{reason.cue}</mark>
        <span className="reason-around">{span !== null && after(narrative, span.end)}</span>
      </span>
      {!whole && item}
    </button>
  );
}
