import type { Decision } from './decide.ts';
import type { Route } from './types.ts';

/** Ids of the questions that would tell most; the renderer's catalogue holds the words as `question.<id>`. */
export const questionIds = [
  'danger-now',
  'where-exactly',
  'anyone-hurt',
  'can-you-speak',
  'weapon',
  'people-count',
  'still-there',
  'money-moved',
  'how-long-ago',
  'breathing',
  'gas-off',
  'trapped-inside',
  'vehicle-plate',
  'last-seen',
  'which-agencies',
  'prior-order',
  'root-claim',
  'who-is-organising',
  'purpose',
  'plans-and-means',
] as const;
export type QuestionId = (typeof questionIds)[number];

/** Of the matters that need their own questions; the others are asked what their route asks. */
const ofMatters: readonly (readonly [ids: readonly string[], questions: readonly QuestionId[]])[] = [
  [
    ['assault-weapon', 'fight', 'gang-affray', 'domestic-violence', 'mental-disturbance', 'arson-threat'],
    ['anyone-hurt', 'weapon', 'still-there', 'where-exactly'],
  ],
  [
    ['covert-help', 'detention-kidnap', 'pyramid-selling'],
    ['can-you-speak', 'where-exactly', 'people-count', 'still-there'],
  ],
  [['suicide'], ['where-exactly', 'plans-and-means', 'still-there', 'last-seen']],
  [
    ['fraud-now', 'fraud-past', 'extortion', 'economic-crime'],
    ['money-moved', 'how-long-ago', 'still-there'],
  ],
  [
    ['missing-person', 'child-in-danger', 'no-answer-elder'],
    ['last-seen', 'where-exactly', 'anyone-hurt'],
  ],
  [['hit-run-drunk'], ['vehicle-plate', 'anyone-hurt', 'where-exactly']],
  [
    ['unit-escalation', 'threshold-casualties', 'structure-collapse'],
    ['anyone-hurt', 'people-count', 'where-exactly'],
  ],
  [
    ['stability-clue', 'threshold-poison-crowd'],
    ['who-is-organising', 'people-count', 'root-claim'],
  ],
  [
    ['gas-main-public', 'gas-fault', 'power-line-down', 'power-fault', 'hazardous-release'],
    ['gas-off', 'danger-now', 'where-exactly'],
  ],
  [
    ['ask-case-progress', 'police-finished'],
    ['prior-order', 'how-long-ago'],
  ],
];

const ofRoutes: Readonly<Record<Route, readonly QuestionId[]>> = {
  '12345': ['purpose', 'where-exactly', 'prior-order'],
  '110': ['still-there', 'how-long-ago', 'where-exactly'],
  '110_first_notify_12345': ['plans-and-means', 'people-count', 'root-claim', 'where-exactly'],
  negotiate: ['which-agencies', 'danger-now', 'prior-order'],
  neither: ['purpose', 'danger-now'],
  'other_emergency:119': ['trapped-inside', 'where-exactly', 'anyone-hurt'],
  'other_emergency:120': ['breathing', 'where-exactly', 'how-long-ago'],
  'other_emergency:122': ['anyone-hurt', 'where-exactly', 'vehicle-plate'],
  'other_emergency:utility': ['gas-off', 'danger-now', 'where-exactly'],
};

/** Between these it is unsure whether anybody is in danger, and that is then the question that settles it. */
const UNSURE = { from: 0.08, to: 0.75 } as const;

/** The most telling first. */
export function questionsFor({ route }: Pick<Decision, 'route'>, matter: string, emergency: number): string[] {
  const own = ofMatters.find(([ids]) => ids.includes(matter))?.[1] ?? ofRoutes[route];
  const doubt = emergency >= UNSURE.from && emergency <= UNSURE.to ? (['danger-now'] as const) : [];
  return [...new Set<string>([...doubt, ...own])].slice(0, 5);
}
