import type { FieldProblem } from '../contract/seat-api.ts';
import { NARRATIVE_HINT, type CaseFields } from './case.ts';

/** Clocks differ by minutes; what lies further ahead was mistyped. */
export const FUTURE_TOLERANCE_MS = 300_000;
/** More people than this in one case is possible, but far more often a slip of the key. */
const PEOPLE_LIKELY = 200;

/** Mobile, fixed line, or a short service number (110, 12345, 95598). */
export function isPhoneNumber(number: string): boolean {
  return /^(\+?86-?)?1[3-9]\d{9}$/.test(number) || /^0\d{2,3}-?\d{7,8}$/.test(number) || /^[1-9]\d{2,7}$/.test(number);
}

/** Advice beside the form, most important first. It never blocks anything: a caller in danger does not wait for a format. */
export function problemsOf(fields: CaseFields, now: number): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const say = (field: keyof CaseFields, problem: FieldProblem['problem']): void =>
    void problems.push({ field, problem });
  if (fields.narrative.trim() === '') say('narrative', 'required');
  if (fields.callbackNumber === '') say('callbackNumber', 'required');
  for (const field of ['callerNumber', 'callbackNumber'] as const) {
    if (fields[field] !== '' && !isPhoneNumber(fields[field])) say(field, 'phoneFormat');
  }
  if (fields.occurredAt !== null && fields.occurredAt > now + FUTURE_TOLERANCE_MS) say('occurredAt', 'inFuture');
  // A town's code begins with the code of its county (GB/T 2260, and the statistical codes built on it).
  if (fields.townCode !== '' && !fields.townCode.startsWith(fields.divisionCode))
    say('townCode', 'townOutsideDivision');
  if (fields.narrative.length > NARRATIVE_HINT) say('narrative', 'tooLong');
  for (const field of ['dead', 'hurt', 'trapped', 'missing'] as const) {
    if ((fields[field] ?? 0) > PEOPLE_LIKELY) say(field, 'countUnlikely');
  }
  return problems;
}
