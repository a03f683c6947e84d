import { readFileSync } from 'node:fs';
import process from 'node:process';
import { suggest } from '../shared/routing/suggest.ts';
import { readJudged, type Outcome } from './route/judged.ts';
import { report } from './route/report.ts';
import { warmUp } from './route/warm-up.ts';

/** `npm run route:eval -- FILE`: how well the suggestion does on narratives with known answers; the format is that of the examples. */
const [file] = process.argv.slice(2);

function evaluate(path: string): number {
  const outcomes: Outcome[] = [];
  let bad = 0;
  warmUp();
  for (const [index, line] of readFileSync(path, 'utf8').split('\n').entries()) {
    if (line.trim() === '') continue;
    const read = readJudged(line);
    if (!read.ok) {
      bad += 1;
      process.stderr.write(`line ${index + 1}: ${read.wrong}\n`);
      continue;
    }
    const before = performance.now();
    const suggestion = suggest(read.value.narrative.text, read.value.narrative.context);
    outcomes.push({ judged: read.value, suggestion, ms: performance.now() - before });
  }
  process.stdout.write(`${outcomes.length} narratives${bad === 0 ? '' : `, ${bad} lines unreadable`}\n`);
  if (outcomes.length > 0) process.stdout.write(`${report(outcomes).join('\n')}\n`);
  return bad === 0 && outcomes.length > 0 ? 0 : 1;
}

try {
  if (file === undefined || file === '--help') process.stdout.write('npm run route:eval -- FILE.jsonl\n');
  process.exitCode = file === undefined ? 2 : file === '--help' ? 0 : evaluate(file);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
