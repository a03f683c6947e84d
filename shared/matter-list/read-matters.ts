import { matterFaults } from './matter-fault.ts';
import { MATTERS_MAX, matterSchema, type Matter } from './matter-list.ts';
import { fitsTheWire } from './published-list.ts';
import { FAULTS_MAX, type SheetFault } from './sheet-fault.ts';

export type ReadMatters =
  | { readonly ok: true; readonly matters: readonly Matter[] }
  | { readonly ok: false; readonly faults: readonly SheetFault[] };
/** What shall be a matter, and on which line of the file it begins, or in which row of the sheet. */
export type Candidate = { readonly line: number; readonly value: unknown };

export function refusedAt(
  line: number,
  problem: SheetFault['problem'],
  column: SheetFault['column'] = null,
): ReadMatters {
  return { ok: false, faults: [{ line, column, problem }] };
}

/** All or none: of a faulty file nothing is taken, and every fault is told with its line. */
export function readMatters(candidates: readonly Candidate[]): ReadMatters {
  const first = candidates[0];
  if (!first) return refusedAt(1, 'notAList');
  const surplus = candidates[MATTERS_MAX];
  if (surplus) return refusedAt(surplus.line, 'tooMany');
  const faults: SheetFault[] = [];
  const matters: Matter[] = [];
  const lineOf = new Map<string, number>();
  for (const { line, value } of candidates) {
    faults.push(...matterFaults(value).map((fault) => ({ line, ...fault })));
    const parsed = matterSchema.safeParse(value);
    if (!parsed.success) continue;
    if (lineOf.has(parsed.data.id)) faults.push({ line, column: 'id', problem: 'idTwice' });
    lineOf.set(parsed.data.id, line);
    matters.push(parsed.data);
  }
  if (faults.length > 0) return { ok: false, faults: faults.slice(0, FAULTS_MAX) };
  // The longest name that a version can have.
  return fitsTheWire({ version: '9'.repeat(32), matters })
    ? { ok: true, matters }
    : refusedAt(first.line, 'listTooLarge');
}
