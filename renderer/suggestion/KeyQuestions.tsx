import type { ReactNode } from 'react';
import type { DraftStore } from '../form/draft-store.ts';
import { useDraftValue } from '../form/use-draft.ts';
import { useKey, useKeyName } from '../keys/keys.tsx';
import type { KeyAction } from '../keys/key-map.ts';
import { useWords } from '../words/words.tsx';
import { insertIntoNarrative } from './narrative-area.ts';
import { questionWords, stubWords } from './question-words.ts';

const questionActions = [
  'question1',
  'question2',
  'question3',
  'question4',
  'question5',
  'question6',
  'question7',
  'question8',
  'question9',
] as const satisfies readonly KeyAction[];

/** What to ask next. One press marks it asked and opens a line for the answer in the narrative. */
export function KeyQuestions({ store, questions }: { store: DraftStore; questions: readonly string[] }): ReactNode {
  const { t } = useWords();
  const asked = useDraftValue(store, (state) => state.asked);

  function ask(id: string): void {
    store.markAsked(id);
    insertIntoNarrative(store, t('suggestion.questionMark', { question: stubWords(id, t) }));
  }

  useKey(questionActions, (action) => {
    const id = questions[Number(action.at(-1)) - 1];
    if (id !== undefined) ask(id);
  });

  return (
    <section className="questions" aria-label={t('suggestion.questions')}>
      <h2>{t('suggestion.questions')}</h2>
      {questions.length === 0 ? (
        <p className="suggestion-empty">{t('suggestion.noQuestions')}</p>
      ) : (
        <ol className="question-list">
          {questions.map((id, index) => (
            <li key={id}>
              <Question
                action={questionActions[index]}
                asked={asked.has(id)}
                words={questionWords(id, t)}
                onAsk={() => ask(id)}
              />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

type QuestionProps = {
  readonly action: KeyAction | undefined;
  readonly asked: boolean;
  readonly words: string;
  readonly onAsk: () => void;
};

function Question({ action = 'question9', asked, words, onAsk }: QuestionProps): ReactNode {
  const { t } = useWords();
  const key = useKeyName(action);
  return (
    <button
      type="button"
      className="question"
      data-asked={asked || undefined}
      title={words}
      aria-keyshortcuts={key}
      onClick={onAsk}
    >
      <kbd className="key-hint" aria-hidden="true">
        {key}
      </kbd>
      <span className="question-words">{words}</span>
      {asked && (
        <span className="question-asked">
          <span aria-hidden="true">✓ </span>
          {t('suggestion.asked')}
        </span>
      )}
    </button>
  );
}
