import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';

export type CommandLine = {
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
  readonly quiet: boolean;
};

export const USAGE = 'node server/main.ts [--host 127.0.0.1] [--port 3110] [--data ./data/server] [--quiet]';

const schema = z.object({
  host: z
    .string()
    .regex(/^[A-Za-z0-9.:-]{1,253}$/)
    .default('127.0.0.1'),
  port: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((port) => port <= 65_535)
    .default(3_110),
  data: z.string().min(1).max(1_000).default('./data/server'),
  quiet: z.boolean().default(false),
});

/** null and the name of what is wrong, when it is. */
export function parseCommandLine(args: readonly string[]): { value: CommandLine } | { wrong: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        host: { type: 'string' },
        port: { type: 'string' },
        data: { type: 'string' },
        quiet: { type: 'boolean' },
      },
    });
    const parsed = schema.safeParse(values);
    if (!parsed.success) return { wrong: `--${parsed.error.issues[0]?.path.join('.') ?? ''}` };
    const { host, port, data, quiet } = parsed.data;
    return { value: { host, port, dataFolder: path.resolve(data), quiet } };
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : '' };
  }
}
