import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { benchColdStart } from './bench/cold-start.ts';
import { benchDraftSave } from './bench/draft-save.ts';
import { benchDrain } from './bench/drain.ts';
import type { Figure } from './bench/figure.ts';
import { benchHistory } from './bench/history.ts';
import { benchNodes } from './bench/nodes.ts';
import { benchPop } from './bench/pop.ts';
import { benchSearch } from './bench/search.ts';
import { benchServer, fullServerBench, quickServerBench } from './bench/server.ts';
import { benchSuggest } from './bench/suggest.ts';
import { table } from './bench/table.ts';
import { benchTransfer } from './bench/transfer.ts';

/**
 * `npm run --silent bench [-- --quick] [-- --only NAME,NAME]`: one JSON object on standard output, progress and a table on standard error.
 * Every figure, except those of `nodes`, stands beside a floor measured in the same run; only the ratios can be compared between runs and machines.
 */
const { values } = parseArgs({ options: { quick: { type: 'boolean' }, only: { type: 'string' } } });
const quick = values.quick ?? false;

type Part = (folder: string) => Figure | Promise<Figure>;
const parts: Readonly<Record<string, Part>> = {
  transfer: (folder) => benchTransfer(folder, quick ? 20 : 150),
  drain: (folder) => benchDrain(folder, quick ? 2_000 : 10_000),
  history: (folder) => benchHistory(folder, quick ? 20_000 : 300_000),
  search: (folder) => benchSearch(folder, quick ? 20_000 : 300_000),
  draftSave: (folder) => benchDraftSave(folder, quick ? 100 : 500),
  suggest: () => benchSuggest(quick ? 2 : 10),
  pop: (folder) => benchPop(folder, quick ? 20 : 150),
  coldStart: (folder) => benchColdStart(folder, quick ? 5 : 15),
  server: (folder) => benchServer(folder, quick ? quickServerBench : fullServerBench),
};
/** Only when named: several servers on one PostgreSQL. */
const named: Readonly<Record<string, Part>> = { nodes: (folder) => benchNodes(folder, quick ? 20 : 150) };
const all = { ...parts, ...named };

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return 'not a git checkout';
  }
}

function machine(): string {
  const [first] = os.cpus();
  const memory = Math.round(os.totalmem() / 2 ** 30);
  return `${os.cpus().length} × ${first?.model.trim() ?? 'unknown'}, ${memory} GiB, ${os.type()} ${os.arch()}, Node ${process.version}`;
}

function wanted(): string[] {
  const names = values.only?.split(',') ?? Object.keys(parts);
  const unknown = names.filter((name) => !(name in all));
  if (unknown.length === 0) return names;
  process.stderr.write(`no such part: ${unknown.join(', ')}; there are ${Object.keys(all).join(', ')}\n`);
  return process.exit(2);
}

const folder = await mkdtemp(path.join(os.tmpdir(), 'linkseat-bench-'));
const figures: Record<string, Figure> = {};
try {
  for (const name of wanted()) {
    const own = path.join(folder, name);
    await mkdir(own);
    const began = performance.now();
    process.stderr.write(`— ${name}\n`);
    figures[name] = (await all[name]?.(own)) ?? {};
    process.stderr.write(`— ${name}: ${((performance.now() - began) / 1_000).toFixed(1)} s\n`);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.stderr.write(table(figures));
process.stdout.write(
  `${JSON.stringify({ ...figures, machine: machine(), date: new Date().toISOString(), commit: commit(), quick })}\n`,
);
