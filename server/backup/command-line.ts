import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { ErrorCode, Failure } from '../../shared/contract/errors.ts';
import { exitCodes } from '../exit-codes.ts';

const fileSchema = z.string().min(1).max(1_000);
const backupSchema = z.object({ data: fileSchema, to: fileSchema });
const restoreSchema = z.object({ data: fileSchema, from: fileSchema, replace: z.boolean().default(false) });

export const BACKUP_USAGE = 'npm run backup -- --data DIR --to FILE';
export const RESTORE_USAGE = 'npm run restore -- --from FILE --data DIR [--replace]';

type Parsed<T> = { readonly value: T } | { readonly wrong: string };

export function parseBackupLine(args: readonly string[]): Parsed<z.infer<typeof backupSchema>> {
  const options = { data: { type: 'string' }, to: { type: 'string' } } as const;
  return read(() => parseArgs({ args: [...args], options }).values, backupSchema);
}

export function parseRestoreLine(args: readonly string[]): Parsed<z.infer<typeof restoreSchema>> {
  const options = { data: { type: 'string' }, from: { type: 'string' }, replace: { type: 'boolean' } } as const;
  return read(() => parseArgs({ args: [...args], options }).values, restoreSchema);
}

function read<T>(values: () => unknown, schema: z.ZodType<T>): Parsed<T> {
  try {
    const parsed = schema.safeParse(values());
    return parsed.success
      ? { value: parsed.data }
      : { wrong: `--${parsed.error.issues.map(({ path }) => path.join('.')).join(' --')}` };
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : '' };
  }
}

const codes: Partial<Record<ErrorCode, number>> = {
  storeLocked: exitCodes.storeLocked,
  storeDamaged: exitCodes.storeDamaged,
  storeFull: exitCodes.storeFull,
  notFound: exitCodes.notFound,
  alreadyTaken: exitCodes.occupied,
  timeout: exitCodes.cancelled,
};

const words: Partial<Record<ErrorCode, string>> = {
  storeLocked: '数据文件夹正被服务进程使用，请先停止服务。 The data folder is in use by a server; stop it first:',
  storeDamaged: '文件已损坏，未做任何改动。 The file is damaged; nothing was changed:',
  storeFull: '磁盘已满，未留下半成品。 The disk is full; nothing half-written was left:',
  alreadyTaken: '目标已有内容，不会覆盖。 Something is there already and is not overwritten:',
  notFound: '找不到。 Not found:',
  timeout: '已取消，未留下文件。 Cancelled; no file was left.',
};

/** Words and exit code for a backup or restore that did not come about. */
export function explainFailure({ code, detail = '' }: Failure): { readonly code: number; readonly words: string } {
  return { code: codes[code] ?? exitCodes.failed, words: `${words[code] ?? code} ${detail}`.trim() };
}
