import process from 'node:process';
import path from 'node:path';
import { BACKUP_USAGE, explainFailure, parseBackupLine } from './backup/command-line.ts';
import { takeBackup } from './backup/take-backup.ts';
import { exitCodes } from './exit-codes.ts';
import { systemClock } from './system.ts';

const PERCENT_STEP = 10;

/** `npm run backup`: a checked copy of a store while its server goes on. Progress on standard error, one line of JSON at the end. */
async function run(folder: string, to: string): Promise<void> {
  let cancelled = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => (cancelled = true));
  let shown = 0;
  const progress = (done: number, total: number): void => {
    const percent = Math.floor((done / total) * 100);
    if (percent < shown + PERCENT_STEP) return;
    shown = percent - (percent % PERCENT_STEP);
    process.stderr.write(`${shown} %\n`);
  };
  const taken = await takeBackup({ folder, to, now: systemClock.now, progress, cancelled: () => cancelled });
  if (taken.ok) {
    process.stdout.write(`${JSON.stringify({ backup: to, ...taken.value })}\n`);
    return;
  }
  const { code, words } = explainFailure(taken.error);
  process.stderr.write(`${words}\n`);
  process.exitCode = code;
}

const line = parseBackupLine(process.argv.slice(2));
if ('wrong' in line) {
  process.stderr.write(`参数不对：${line.wrong}\nBad option: ${line.wrong}\n${BACKUP_USAGE}\n`);
  process.exitCode = exitCodes.usage;
} else await run(path.resolve(line.value.data), path.resolve(line.value.to));
