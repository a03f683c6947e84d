import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { centreSchema, roleSchema } from '../../shared/entities/centre.ts';
import { slugSchema } from '../../shared/entities/primitives.ts';
import { normalStaffNumber, staffNumberSchema } from '../../shared/entities/staff.ts';

export const STAFF_USAGE = `npm run staff -- COMMAND [--data ./data/server]   (LINKSEAT_DATABASE=postgres://… instead of --data)
  list
  centre   --centre ID --name NAME --kind 12345|110 --tier city|county --phone NUMBER --prefix GD --counterpart ID
  seat     --centre ID --seat ID
  add      --centre ID --number 工号 --name NAME --role operator|lead|admin|auditor
  password --centre ID --number 工号
  disable | enable --centre ID --number 工号
The password is asked for, or is the first line of standard input; it is never an argument.
口令由提示输入，或取标准输入的第一行，绝不写在命令行上。`;

const number = z.string().transform(normalStaffNumber).pipe(staffNumberSchema);
const name = centreSchema.shape.name;
const commandSchema = z.discriminatedUnion('command', [
  z.object({ command: z.literal('list') }),
  z.object({
    command: z.literal('centre'),
    centre: slugSchema,
    name,
    kind: centreSchema.shape.kind,
    tier: centreSchema.shape.tier,
    phone: centreSchema.shape.phone,
    prefix: centreSchema.shape.numberPrefix,
    counterpart: slugSchema,
  }),
  z.object({ command: z.literal('seat'), centre: slugSchema, seat: slugSchema }),
  z.object({ command: z.literal('add'), centre: slugSchema, number, name, role: roleSchema }),
  z.object({ command: z.literal('password'), centre: slugSchema, number }),
  z.object({ command: z.literal('disable'), centre: slugSchema, number }),
  z.object({ command: z.literal('enable'), centre: slugSchema, number }),
]);
export type StaffCommand = z.infer<typeof commandSchema>;
export type StaffLine = {
  readonly command: StaffCommand;
  readonly dataFolder: string;
  readonly database: string | null;
};

const names = ['data', 'centre', 'name', 'kind', 'tier', 'phone', 'prefix', 'counterpart', 'seat', 'number', 'role'];

/** The command, or the name of what is wrong in it. */
export function parseStaffLine(
  args: readonly string[],
  databaseVariable: string | undefined,
): { readonly value: StaffLine } | { readonly wrong: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: Object.fromEntries(names.map((each) => [each, { type: 'string' } as const])),
    });
    const { data, ...rest } = values;
    if (positionals.length !== 1) return { wrong: 'COMMAND' };
    const parsed = commandSchema.safeParse({ ...rest, command: positionals[0] });
    if (!parsed.success) {
      const where = parsed.error.issues[0]?.path.join('.') ?? '';
      return { wrong: where === 'command' ? 'COMMAND' : `--${where}` };
    }
    const dataFolder = path.resolve(typeof data === 'string' ? data : './data/server');
    const database = typeof data === 'string' ? null : databaseVariable || null;
    return { value: { command: parsed.data, dataFolder, database } };
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : '' };
  }
}
