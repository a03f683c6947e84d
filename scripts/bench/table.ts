import type { Figure } from './figure.ts';

/** Every number of every part on a line of its own, by its full name. */
export function table(figures: Readonly<Record<string, Figure>>): string {
  const lines = Object.entries(figures).flatMap(([name, figure]) => linesOf(name, figure));
  const width = Math.max(0, ...lines.map(([name]) => name.length)) + 2;
  return lines.map(([name, value]) => `${name.padEnd(width)}${value}\n`).join('');
}

function linesOf(name: string, figure: Figure): [name: string, value: string][] {
  return Object.entries(figure).flatMap(([part, value]): [string, string][] => {
    const full = `${name}.${part}`;
    return typeof value === 'object' ? linesOf(full, value) : [[full, String(value)]];
  });
}
