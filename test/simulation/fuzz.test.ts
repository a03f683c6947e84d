import { expect, test } from 'vitest';
import { runSeed } from './run-seed.ts';
test('t', async () => {
  const [from, to] = (process.env['LINKSEAT_SEEDS'] ?? '1-50').split('-').map(Number) as [number, number | undefined];
  const t = performance.now();
  const bad = new Map<string, string>(); let sum = 0; let faults = 0, cases = 0;
  for (let s = from; s <= (to ?? from); s += 1) {
    try { const r = await runSeed(s, { print: process.env['LINKSEAT_TRACE'] ? (l) => process.stdout.write(l + '\n') : null }); sum += r.transfers; faults += r.faults; cases += r.cases } catch (e) { const m = String((e as Error).message).split('\n')[0]!; const k = m.replace(/[0-9a-f-]{36}/g, '#').slice(0, 140); if (!bad.has(k)) { bad.set(k, `${s}`); } else bad.set(k, bad.get(k) + ',' + s); if (process.env['LINKSEAT_TRACE']) throw e }
  }
  process.stdout.write(`${((to ?? from) - from + 1) / ((performance.now() - t) / 1000)} seeds/s ${sum} ${faults} ${cases}\n`);
  for (const [k, v] of bad) process.stdout.write(`BAD ${v.slice(0, 60)}: ${k}\n`);
  expect(1).toBe(1);
}, 600000);
