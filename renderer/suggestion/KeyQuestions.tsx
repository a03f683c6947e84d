import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { DraftStore } from '../form/draft-store.ts';
import { useDraftValue } from '../form/use-draft.ts';
import { useKey, useKeyName } from '../keys/keys.tsx';
import type { KeyAction } from '../keys/key-map.ts';
import { useWords } from '../words/words.tsx';
import { answersOf } from './question-answers.ts';
import type { Answer } from './question-answers.ts';
import { questionWords, stubWords } from './question-words.ts';
import { useAnswers } from './use-answers.ts';

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

type KeyQuestionsProps = {
  readonly store: DraftStore;
  readonly questions: readonly string[];
  /** Nobody knows whose it is: the first question settles it. */
  readonly unsure: boolean;
};

/** What to ask next. One press marks it asked and opens a line for the answer in the narrative; plain answers then take one more. */
export function KeyQuestions({ store, questions, unsure }: KeyQuestionsProps): ReactNode {
  const { t } = useWords();
  const asked = useDraftValue(store, (state) => state.asked);
  const { open, ask, give } = useAnswers(store);

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
                open={open === id}
                first={unsure && index === 0}
                words={questionWords(id, t)}
                onAsk={() => ask(id)}
              />
            </li>
          ))}
        </ol>
      )}
      <Answers question={open} onGive={give} />
    </section>
  );
}

/** Below the questions, in room that is always kept. */
function Answers({ question, onGive }: { question: string | null; onGive: (answer: Answer) => void }): ReactNode {
  const { t } = useWords();
  const place = useRef<HTMLFieldSetElement>(null);
  // In large letters it lies below what is in sight; only a question's own key brings it up.
  useEffect(() => {
    if (question !== null) place.current?.scrollIntoView({ block: 'nearest' });
  }, [question]);
  return (
    <fieldset
      ref={place}
      className="answers"
      aria-live="polite"
      aria-label={question === null ? undefined : t('suggestion.answers', { question: stubWords(question, t) })}
    >
      {answersOf(question).map((answer) => (
        <button
          key={answer.digit}
          type="button"
          className="answer"
          title={t(answer.said)}
          aria-keyshortcuts={answer.digit}
          onClick={() => onGive(answer)}
        >
          <kbd className="key-hint" aria-hidden="true">
            {answer.digit}
          </kbd>
          {t(answer.label)}
        </button>
      ))}
    </fieldset>
  );
}

type QuestionProps = {
  readonly action: KeyAction | undefined;
  readonly asked: boolean;
  /** Its answers stand on the digits. */
  readonly open: boolean;
  readonly first: boolean;
  readonly words: string;
  readonly onAsk: () => void;
};

function Question({ action = 'question9', asked, open, first, words, onAsk }: QuestionProps): ReactNode {
  const { t } = useWords();
  const key = useKeyName(action);
  return (
    <button
      type="button"
      className="question"
      data-asked={asked || undefined}
      data-open={open || undefined}
      data-first={first || undefined}
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
