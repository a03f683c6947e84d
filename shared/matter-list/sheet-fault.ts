import { z } from 'zod';
import { matterSchema } from './matter-list.ts';

/** What is wrong in a file that was to become a list: which line of it (of a spreadsheet: which row), which column, and how. */
export const sheetFaultSchema = z.object({
  line: z.int().min(1),
  column: matterSchema.keyof().nullable(),
  problem: z.enum([
    'notAList',
    'noHeader',
    'columnMissing',
    'empty',
    'tooLong',
    'tooMany',
    'unknownValue',
    'badId',
    'idTwice',
    'badDay',
    'daysReversed',
    'badCue',
    'listTooLarge',
    'openQuote',
  ]),
});
export type SheetFault = z.infer<typeof sheetFaultSchema>;

/** More than anybody would mend at once. */
export const FAULTS_MAX = 200;
