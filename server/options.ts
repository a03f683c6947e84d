import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { TransferLimits } from '../shared/transfer/deadlines.ts';
import { limitOptions, limitShape, limitsOf, LIMITS_USAGE } from './limit-options.ts';

export type CommandLine = {
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
  /** URL of a PostgreSQL database, which then holds the data instead of the folder. */
  readonly database: string | null;
  readonly quiet: boolean;
  /** The data folder was put back from a backup. */
  readonly restored: boolean;
  /** Fill an empty store with the invented centres and people of the demonstration. */
  readonly demo: boolean;
  /** Certificate chain and key, PEM files; null: no TLS. */
  readonly tls: TlsFiles | null;
  /** A port of its own for the metrics, on 127.0.0.1. */
  readonly metricsPort: number | null;
  /** End in order when standard input closes: whoever started this server is gone. */
  readonly withParent: boolean;
  /** Time limits other than the program's own. */
  readonly limits: Partial<TransferLimits>;
};

export type TlsFiles = { readonly certFile: string; readonly keyFile: string };

/** The address of the database belongs in the environment: a command line can be read by everybody on the machine. */
const DATABASE_VARIABLE = 'LINKSEAT_DATABASE';

export const USAGE =
  'node server/main.ts [--host 127.0.0.1] [--port 3110] [--data ./data/server] [--quiet] [--demo] [--restored] [--with-parent]\n' +
  '  [--tls-cert FILE --tls-key FILE] [--metrics-port N]\n' +
  '  --host other than this machine needs TLS; --unencrypted-network means: callers may be overheard on the way\n' +
  `  ${LIMITS_USAGE}\n` +
  `${DATABASE_VARIABLE}=postgres://user:password@host:5432/name instead of --data (or --database URL, which shows the password)`;

const databaseSchema = z
  .string()
  .max(2_000)
  .regex(/^postgres(ql)?:\/\//)
  .refine((url) => URL.canParse(url));

const portSchema = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine((port) => port <= 65_535);
const fileSchema = z.string().min(1).max(1_000);

const schema = z.object({
  host: z
    .string()
    .regex(/^[A-Za-z0-9.:-]{1,253}$/)
    .default('127.0.0.1'),
  port: portSchema.default(3_110),
  data: fileSchema.optional(),
  database: databaseSchema.optional(),
  quiet: z.boolean().default(false),
  restored: z.boolean().default(false),
  demo: z.boolean().default(false),
  'with-parent': z.boolean().default(false),
  'tls-cert': fileSchema.optional(),
  'tls-key': fileSchema.optional(),
  'unencrypted-network': z.boolean().default(false),
  'metrics-port': portSchema.optional(),
  ...limitShape,
});

const options = {
  host: { type: 'string' },
  port: { type: 'string' },
  data: { type: 'string' },
  database: { type: 'string' },
  quiet: { type: 'boolean' },
  restored: { type: 'boolean' },
  demo: { type: 'boolean' },
  'with-parent': { type: 'boolean' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  'unencrypted-network': { type: 'boolean' },
  'metrics-port': { type: 'string' },
  ...limitOptions,
} as const;

/** Names and addresses of this machine itself, which no other can listen to. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** The value, or the name of what is wrong. What the command line says of the place of the data goes before the environment. */
export function parseCommandLine(
  args: readonly string[],
  databaseVariable?: string,
): { value: CommandLine } | { wrong: string } {
  try {
    const { values } = parseArgs({ args: [...args], options });
    const parsed = schema.safeParse(values);
    if (!parsed.success) return { wrong: `--${parsed.error.issues[0]?.path.join('.') ?? ''}` };
    const { host, port, data, database: named, quiet, restored, demo } = parsed.data;
    const { 'tls-cert': certFile, 'tls-key': keyFile, 'metrics-port': metricsPort = null } = parsed.data;
    const tls = certFile !== undefined && keyFile !== undefined ? { certFile, keyFile } : null;
    if (!tls && (certFile ?? keyFile) !== undefined) return { wrong: '--tls-cert --tls-key' };
    if (!tls && !isLoopback(host) && !parsed.data['unencrypted-network'])
      return { wrong: '--host without --tls-cert --tls-key (or --unencrypted-network)' };
    if (data !== undefined && named !== undefined) return { wrong: '--data --database' };
    const place = databaseSchema.optional().safeParse(databaseVariable || undefined);
    if (!place.success) return { wrong: DATABASE_VARIABLE };
    const dataFolder = path.resolve(data ?? './data/server');
    const database = named ?? (data === undefined ? place.data : null) ?? null;
    const withParent = parsed.data['with-parent'];
    return {
      value: {
        host,
        port,
        dataFolder,
        database,
        quiet,
        restored,
        demo,
        tls,
        metricsPort,
        withParent,
        limits: limitsOf(parsed.data),
      },
    };
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : '' };
  }
}
