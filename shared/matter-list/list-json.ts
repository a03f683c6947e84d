import { z } from 'zod';
import type { MatterList } from './matter-list.ts';
import { readMatters, refusedAt, type ReadMatters } from './read-matters.ts';

const fileSchema = z.looseObject({ matters: z.array(z.unknown()) });

/** A matter a line, so that two versions can be compared by any tool. */
export function listJsonOf({ version, matters }: MatterList): string {
  const lines = matters.map((matter) => `    ${JSON.stringify(matter)}`).join(',\n');
  return `{\n  "version": ${JSON.stringify(version)},\n  "matters": [\n${lines}\n  ]\n}\n`;
}

/** Whoever publishes it gives it a version; the one in the file only says where it came from. */
export function readListJson(text: string): ReadMatters {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const parsed = parse(source);
  if (!parsed.ok) return refusedAt(parsed.line, 'notAList');
  const file = fileSchema.safeParse(parsed.value);
  if (!file.success) return refusedAt(1, 'notAList');
  const lines = linesOfMatters(source);
  return readMatters(file.data.matters.map((value, index) => ({ line: lines[index] ?? 1, value })));
}

function parse(
  text: string,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly line: number } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    const [, at = ''] = /position (\d+)/.exec(error instanceof Error ? error.message : '') ?? [];
    return { ok: false, line: text.slice(0, at === '' ? text.length : Number(at)).split('\n').length };
  }
}

/** On which lines the objects in the `matters` of the file begin; the text is JSON already. */
function linesOfMatters(text: string): number[] {
  const lines: number[] = [];
  let [depth, line, key, word, inWord]: [number, number, string, string, boolean] = [0, 1, '', '', false];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === '\n') line += 1;
    if (inWord) {
      if (sign === '\\') at += 1;
      else if (sign === '"') inWord = false;
      else word += sign;
    } else if (sign === '"') [inWord, word] = [true, ''];
    else if (sign === ':' && depth === 1) key = word;
    else if (sign === '{' || sign === '[') {
      depth += 1;
      if (sign === '{' && depth === 3 && key === 'matters') lines.push(line);
    } else if (sign === '}' || sign === ']') depth -= 1;
  }
  return lines;
}
