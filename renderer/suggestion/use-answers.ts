import { useEffect, useEffectEvent, useState } from 'react';
import { fieldId } from '../form/draft-field.ts';
import type { DraftStore } from '../form/draft-store.ts';
import { isComposing } from '../keys/dispatcher.ts';
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

  const press = useEffectEvent((event: KeyboardEvent) => {
    // With Alt comes the next question, which opens its own answers.
    if (modifiers.has(event.key) || event.altKey) return;
    const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
    const answer = answersOf(open).find(({ digit }) => digit === event.key);
    const takes = isPlain && !isComposing(event) && document.activeElement?.id === fieldId('narrative');
    if (takes && (answer !== undefined || event.key === 'Escape')) {
      event.preventDefault();
      event.stopPropagation();
      if (answer !== undefined && !event.repeat) return give(answer);
    }
    setOpen(null);
  });
  useEffect(() => {
    if (open === null) return undefined;
    const hear = (event: KeyboardEvent): void => press(event);
    window.addEventListener('keydown', hear, true);
    return () => window.removeEventListener('keydown', hear, true);
  }, [open]);

  return { open, ask, give };
}
