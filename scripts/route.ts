import { createReadStream } from 'node:fs';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { suggest } from '../shared/routing/suggest.ts';
import type { Suggestion } from '../shared/routing/types.ts';
import { levelNames, readNarrative, type Narrative } from './route/narrative.ts';
import { warmUp } from './route/warm-up.ts';

/**
 * `npm run --silent route [-- FILE]`: narratives as JSON lines from a file or standard input, one JSON answer for each on standard output and
 * nothing else there. A line that cannot be read is answered with its number and what is wrong; the rest goes on, and the exit code is 1.
 */
const usage = `npm run --silent route [-- FILE]
每行一个 JSON one JSON object per line: {"id": "1", "side": "12345" | "110", "text": "来电人说的话"}
可选 optional: "dead" "hurt" "trapped" "missing" (人数 people), "dangerNow" (true/false)
`;

function answerOf({ id, text, context }: Narrative): object {
  const before = performance.now();
  const suggestion = suggest(text, context);
  const ms = Number((performance.now() - before).toFixed(3));
  const { route, emergency, level, confidence, reasons, counter } = suggestion;
  return {
    id,
    route,
    emergency,
    level: level === null ? null : levelNames[level],
    confidence,
    reasons: reasons.map(({ clause, item, cue }) => ({ clause, item, cue })),
    counter: counterOf(counter),
    ms,
  };
}

function counterOf(counter: Suggestion['counter']): object | null {
  if (counter === null) return null;
  const { route, reason } = counter;
  return { route, clause: reason.clause, item: reason.item, cue: reason.cue };
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { help: { type: 'boolean' } } });
  if (values.help) return (process.stdout.write(usage), 0);
  const [file] = positionals;
  warmUp();
  let bad = 0;
  let number = 0;
  for await (const line of createInterface({ input: file === undefined ? process.stdin : createReadStream(file) })) {
    number += 1;
    if (line.trim() === '') continue;
    const read = readNarrative(line);
    if (!read.ok) bad += 1;
    process.stdout.write(`${JSON.stringify(read.ok ? answerOf(read.value) : { line: number, error: read.wrong })}\n`);
  }
  return bad === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exitCode = 2;
}
