import { cueFault } from './cue-fault.ts';
import { matterSchema, type Matter } from './matter-list.ts';
import type { SheetFault } from './sheet-fault.ts';

export type MatterFault = Omit<SheetFault, 'line'>;

const long = { zh: 60, en: 120, department: 80, id: 64 } as const;

/** Everything that is wrong with what shall be a matter; its own shape, its cues, and its days. */
export function matterFaults(candidate: unknown): MatterFault[] {
  const parsed = matterSchema.safeParse(candidate);
  if (parsed.success) return furtherFaults(parsed.data);
  const value = (candidate ?? {}) as Record<string, unknown>;
  const seen = new Set<string>();
  return parsed.error.issues.flatMap(({ path }) => {
    const column = matterSchema.keyof().safeParse(path[0]).data ?? null;
    if (seen.has(String(column))) return [];
    seen.add(String(column));
    return [{ column, problem: column === null ? 'notAList' : problemOf(column, value[column]) }];
  });
}

function furtherFaults({ cues, validFrom, validUntil }: Matter): MatterFault[] {
  const bad = cues.some((cue) => cueFault(cue) !== null);
  const reversed = validFrom !== null && validUntil !== null && validUntil < validFrom;
  return [
    ...(bad ? [{ column: 'cues', problem: 'badCue' } as const] : []),
    ...(reversed ? [{ column: 'validUntil', problem: 'daysReversed' } as const] : []),
  ];
}

function problemOf(column: keyof Matter, value: unknown): MatterFault['problem'] {
  if (column === 'validFrom' || column === 'validUntil') return 'badDay';
  if (column === 'cues') return Array.isArray(value) && value.length > 60 ? 'tooMany' : 'badCue';
  if (typeof value !== 'string' || value.trim() === '') return 'empty';
  if (column === 'side' || column === 'route' || column === 'clause') return 'unknownValue';
  if (value.length > long[column]) return 'tooLong';
  return column === 'id' ? 'badId' : 'empty';
}
