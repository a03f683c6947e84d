import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { benchDraftSave } from './bench/draft-save.ts';
import { benchDrain } from './bench/drain.ts';
import { benchEvents } from './bench/events.ts';
import type { Figure } from './bench/figure.ts';
import { benchHandOver } from './bench/hand-over.ts';
import { benchSuggest } from './bench/suggest.ts';

/** `npm run bench [-- --quick]`: every figure beside a floor measured in the same run; only the ratios can be compared between runs. */
const quick = process.argv.includes('--quick');
const parts: readonly { readonly name: string; readonly run: (folder: string) => Figure | Promise<Figure> }[] = [
  { name: 'hand-over: click → shown', run: (folder) => benchHandOver(folder, quick ? 10 : 60) },
  { name: 'drain of an outbox', run: (folder) => benchDrain(folder, quick ? 1_000 : 10_000) },
  { name: 'draft.save, durable', run: (folder) => benchDraftSave(folder, quick ? 100 : 500) },
  { name: 'suggest per narrative', run: () => benchSuggest(quick ? 50 : 400) },
  { name: 'routed events', run: (folder) => benchEvents(folder, quick ? 20 : 150) },
];

const [TITLE_WIDTH, CELL_WIDTH] = [28, 18];

function line([title = '', ...cells]: readonly string[]): string {
  return title.padEnd(TITLE_WIDTH) + cells.map((cell) => cell.padStart(CELL_WIDTH)).join('');
}

const folder = await mkdtemp(path.join(os.tmpdir(), 'linkseat-bench-'));
const figures: { readonly title: string; readonly figure: Figure }[] = [];
try {
  for (const [index, { name, run }] of parts.entries()) {
    const own = path.join(folder, String(index));
    await mkdir(own);
    figures.push({ title: name, figure: await run(own) });
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
console.log(line(['', 'ratio', 'measured', 'floor', 'samples']));
for (const { title, figure } of figures) {
  const { ratio, value, floor, unit, samples } = figure;
  console.log(line([title, `× ${ratio}`, `${value} ${unit}`, `${floor} ${unit}`, String(samples)]));
}
console.log(
  JSON.stringify({ quick, figures: Object.fromEntries(figures.map(({ figure: { name, ...rest } }) => [name, rest])) }),
);
