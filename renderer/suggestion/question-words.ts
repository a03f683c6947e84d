import { suggestion } from '../words/zh/suggestion.ts';
import type { Words } from '../words/words.tsx';

type QuestionKey = Extract<keyof typeof suggestion, `question.${string}`>;
type StubKey = Extract<keyof typeof suggestion, `stub.${string}`>;

function isQuestionKey(key: string): key is QuestionKey {
  return key in suggestion && key.startsWith('question.');
}

function isStubKey(key: string): key is StubKey {
  return key in suggestion && key.startsWith('stub.');
}

/** Words of a question; a list newer than this program may ask what it has no words for, then its id is better than nothing. */
export function questionWords(id: string, t: Words['t']): string {
  const key = `question.${id}`;
  return isQuestionKey(key) ? t(key) : id.replaceAll('-', ' ');
}

/** What goes into the narrative: neutral words, so that a question about a knife does not read as a knife. */
export function stubWords(id: string, t: Words['t']): string {
  const key = `stub.${id}`;
  return isStubKey(key) ? t(key) : id;
}
