import { readFileSync } from 'node:fs';
import process from 'node:process';
import { z } from 'zod';
import { suggest } from '../shared/routing/suggest.ts';
import { centreKindSchema, routeSchema } from '../shared/routing/types.ts';
import type { Level, Suggestion } from '../shared/routing/types.ts';

/** `node scripts/route.ts [file.jsonl] [--score]`: one JSON answer per line, or how well they match the expected ones. */
const levelNames: Readonly<Record<Level, string>> = {
  general: '一般',
  larger: '较大',
  major: '重大',
  extreme: '特别重大',
};

const levelNameSchema = z.string().nullable();
const countSchema = z.int().min(0).optional();
const inputSchema = z.object({
  id: z.string().optional(),
  side: centreKindSchema,
  text: z.string(),
  dead: countSchema,
  hurt: countSchema,
  trapped: countSchema,
  missing: countSchema,
  dangerNow: z.boolean().optional(),
  gold: routeSchema.optional(),
  also_ok: z.array(z.string()).default([]),
  emergency: z.boolean().optional(),
  level: levelNameSchema.optional(),
  level_also_ok: z.array(levelNameSchema).default([]),
});
type Input = z.infer<typeof inputSchema>;
type Answered = { readonly input: Input; readonly suggestion: Suggestion; readonly level: string | null };

const write = (line: string): void => void process.stdout.write(`${line}\n`);

function answer(input: Input): Answered {
  const { side, dead, hurt, trapped, missing, dangerNow } = input;
  const known = Object.fromEntries(
    Object.entries({ dead, hurt, trapped, missing, dangerNow }).filter(([, value]) => value !== undefined),
  );
  const suggestion = suggest(input.text, { side, ...known });
  return { input, suggestion, level: suggestion.level === null ? null : levelNames[suggestion.level] };
}

const share = (part: number, whole: number): string =>
  `${part}/${whole} = ${whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`}`;

function score(answers: readonly Answered[]): void {
  const judged = answers.filter(({ input }) => input.gold !== undefined);
  const exact = judged.filter(({ input, suggestion }) => suggestion.route === input.gold);
  const accepted = judged.filter(
    ({ input, suggestion }) => suggestion.route === input.gold || input.also_ok.includes(suggestion.route),
  );
  const urgent = judged.filter(({ suggestion }) => suggestion.emergency);
  const truly = judged.filter(({ input }) => input.emergency === true);
  const both = urgent.filter(({ input }) => input.emergency === true);
  const levels = judged.filter(({ input, level }) => level === input.level || input.level_also_ok.includes(level));
  write(`route exact      ${share(exact.length, judged.length)}`);
  write(`route accepted   ${share(accepted.length, judged.length)}`);
  write(`emergency precision ${share(both.length, urgent.length)}`);
  write(`emergency recall    ${share(both.length, truly.length)}`);
  write(`level            ${share(levels.length, judged.length)}`);
  const confusions = new Map<string, number>();
  for (const one of judged) {
    if (accepted.includes(one)) continue;
    const key = `${one.input.gold} → ${one.suggestion.route}`;
    confusions.set(key, (confusions.get(key) ?? 0) + 1);
  }
  for (const [key, count] of [...confusions].sort(([, left], [, right]) => right - left)) write(`${count}  ${key}`);
}

function main(): void {
  const flags = process.argv.slice(2);
  const file = flags.find((flag) => !flag.startsWith('--'));
  const lines = readFileSync(file ?? 0, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const answers = lines.map((line) => answer(inputSchema.parse(JSON.parse(line))));
  if (flags.includes('--score')) return score(answers);
  for (const { input, suggestion, level } of answers) {
    const { route, emergency, confidence, reasons } = suggestion;
    write(JSON.stringify({ id: input.id ?? null, route, emergency, level, confidence, reasons }));
  }
}

main();
