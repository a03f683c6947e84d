import process from 'node:process';
import path from 'node:path';
import { explainFailure, parseRestoreLine, RESTORE_USAGE } from './backup/command-line.ts';
import { restoreBackup } from './backup/restore-backup.ts';
import { exitCodes } from './exit-codes.ts';
import { systemClock } from './system.ts';

/** `npm run restore`: puts a backup in the place of a store that no server has open. One line of JSON at the end. */
const line = parseRestoreLine(process.argv.slice(2));
if ('wrong' in line) {
  process.stderr.write(`参数不对：${line.wrong}\nBad option: ${line.wrong}\n${RESTORE_USAGE}\n`);
  process.exitCode = exitCodes.usage;
} else {
  const { from, data, replace } = line.value;
  const restored = restoreBackup({
    from: path.resolve(from),
    folder: path.resolve(data),
    replace,
    now: systemClock.now,
  });
  if (restored.ok) {
    const { seq, rows, kept } = restored.value;
    process.stdout.write(`${JSON.stringify({ restored: path.resolve(data), seq, cases: rows['cases'], kept })}\n`);
  } else {
    const { code, words } = explainFailure(restored.error);
    process.stderr.write(`${words}\n`);
    process.exitCode = code;
  }
}
