import type { Evidence } from './evidence.ts';
import type { MatterKind } from './matter-list.ts';
import type { Decision } from './ladder.ts';

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

const byKind: Partial<Readonly<Record<MatterKind, readonly QuestionId[]>>> = {
  violence: ['anyone-hurt', 'weapon', 'still-there', 'where-exactly'],
  confinement: ['can-you-speak', 'where-exactly', 'people-count', 'still-there'],
  selfHarm: ['where-exactly', 'plans-and-means', 'still-there', 'last-seen'],
  crime: ['still-there', 'how-long-ago', 'where-exactly'],
  order: ['still-there', 'people-count', 'where-exactly'],
  help: ['last-seen', 'where-exactly', 'anyone-hurt'],
  policeNow: ['still-there', 'anyone-hurt', 'where-exactly'],
  trafficCrime: ['vehicle-plate', 'anyone-hurt', 'where-exactly'],
  publicDanger: ['anyone-hurt', 'people-count', 'where-exactly'],
  fire: ['trapped-inside', 'where-exactly', 'anyone-hurt'],
  rescue: ['where-exactly', 'trapped-inside', 'anyone-hurt'],
  medical: ['breathing', 'where-exactly', 'how-long-ago'],
  traffic: ['anyone-hurt', 'where-exactly', 'vehicle-plate'],
  utility: ['gas-off', 'danger-now', 'where-exactly'],
  rootDispute: ['root-claim', 'danger-now', 'people-count'],
  extreme: ['plans-and-means', 'people-count', 'where-exactly'],
  escalation: ['anyone-hurt', 'people-count', 'where-exactly'],
  stability: ['who-is-organising', 'people-count', 'root-claim'],
  buckPass: ['which-agencies', 'danger-now', 'prior-order'],
  elsewhere: ['purpose', 'danger-now'],
  enquiry: ['purpose'],
  complaint: ['prior-order', 'where-exactly'],
  livelihood: ['where-exactly', 'prior-order', 'danger-now'],
  policeDone: ['how-long-ago', 'prior-order'],
};

/** The most telling first: when it is unsure whether anybody is in danger, that is the question. */
export function questionsFor(decision: Decision | null, confidence: number, first: Evidence | undefined): string[] {
  if (decision === null) return ['purpose', 'danger-now', 'where-exactly'];
  const own = first === undefined ? [] : (byKind[first.item.kind] ?? []);
  const money = first?.item.id.startsWith('fraud') ? (['money-moved', 'how-long-ago'] as const) : [];
  const doubt = confidence < 0.5 ? (['danger-now'] as const) : [];
  return [...new Set<string>([...doubt, ...money, ...own])].slice(0, 5);
}
