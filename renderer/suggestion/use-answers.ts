import { useState } from 'react';
import { fieldId } from '../form/draft-field.ts';
import type { DraftStore } from '../form/draft-store.ts';
import { usePlainKeys } from '../keys/use-plain-keys.ts';
import { wordsOf } from '../words/words.tsx';
import { insertAnswer, insertIntoNarrative } from './narrative-area.ts';
import { answersOf } from './question-answers.ts';
import type { Answer } from './question-answers.ts';
import { stubWords } from './question-words.ts';

/** The record and the rules read Chinese, whatever language the desk speaks. */
const { t: inRecord } = wordsOf('zh');

function markOf(question: string): string {
  return inRecord('suggestion.questionMark', { question: stubWords(question, inRecord) });
}

const modifiers: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'NumLock']);

type Answering = {
  /** The question whose answers stand on the digits; null: digits are digits. */
  readonly open: string | null;
  readonly ask: (question: string) => void;
  readonly give: (answer: Answer) => void;
};

/**
 * A question's key opens its line; the very next key may be a digit that answers it. Any other key, an input method or a look elsewhere
 * takes the answers away: whoever types, types.
 */
export function useAnswers(store: DraftStore): Answering {
  const [open, setOpen] = useState<string | null>(null);

  function ask(question: string): void {
    store.markAsked(question);
    const fits = insertIntoNarrative(store, markOf(question));
    setOpen(fits && answersOf(question).length > 0 ? question : null);
  }

  function give({ said, dangerNow }: Answer): void {
    if (open === null) return;
    insertAnswer(store, markOf(open), inRecord(said));
    if (dangerNow !== null) store.change('dangerNow', dangerNow);
    setOpen(null);
    // A whole sentence is no half one: what it changes is seen at once.
    void store.flush();
  }

  usePlainKeys(open !== null, (event, isPlain) => {
    // With Alt comes the next question, which opens its own answers.
    if (modifiers.has(event.key) || event.altKey) return false;
    const answer = answersOf(open).find(({ digit }) => digit === event.key);
    const takes = isPlain && document.activeElement?.id === fieldId('narrative');
    if (takes && answer !== undefined && !event.repeat) give(answer);
    else setOpen(null);
    return takes && (answer !== undefined || event.key === 'Escape');
  });

  return { open, ask, give };
}
