import type { QuestionId } from '../../shared/routing/questions.ts';
import { suggestion } from '../words/zh/suggestion.ts';

type AnswerKey = Extract<keyof typeof suggestion, `answer.${string}`>;
type SaidKey = Extract<keyof typeof suggestion, `said.${string}`>;

export type Answer = {
  /** The one key that gives it. Where people are counted a digit stands for itself: nobody's number becomes another word. */
  readonly digit: string;
  readonly label: AnswerKey;
  /** What goes into the record. */
  readonly said: SaidKey;
  /** What the operator thereby says of the field of that name. */
  readonly dangerNow: boolean | null;
};

const digitsOf: Readonly<Partial<Record<QuestionId, string>>> = {
  'danger-now': '123',
  'anyone-hurt': '012',
  weapon: '123',
  'still-there': '123',
  'money-moved': '123',
  breathing: '123',
  'trapped-inside': '123',
  'gas-off': '123',
  'can-you-speak': '12',
  'plans-and-means': '123',
};
const marksDanger: Readonly<Record<string, boolean>> = { 'said.danger-now.1': true, 'said.danger-now.2': false };

function isAnswerKey(key: string): key is AnswerKey {
  return key in suggestion && key.startsWith('answer.');
}

function isSaidKey(key: string): key is SaidKey {
  return key in suggestion && key.startsWith('said.');
}

const answers = new Map(
  Object.entries(digitsOf).map(([question, digits]): [string, readonly Answer[]] => [
    question,
    [...digits].flatMap((digit) => {
      const [label, said] = [`answer.${question}.${digit}`, `said.${question}.${digit}`];
      if (!isAnswerKey(label) || !isSaidKey(said)) return [];
      return [{ digit, label, said, dangerNow: marksDanger[said] ?? null }];
    }),
  ]),
);
const none: readonly Answer[] = [];

/** None where only the caller's own words will do. */
export function answersOf(question: string | null): readonly Answer[] {
  return answers.get(question ?? '') ?? none;
}
