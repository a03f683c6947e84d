import { describe, expect, it, test } from 'vitest';
import { runSeed } from './run-seed.ts';
import { sabotages } from './sabotage.ts';

/** Seeds that a broken product may pass before it is caught. */
const WITHIN = 40;

const breaks: readonly [keyof typeof sabotages, RegExp][] = [
  ['noDedupe', /^once:/],
  ['leaseReused', /^numbers:/],
  ['twoTakers', /^(ticks|oneOwner):/],
  ['leak', /^(audience|log):/],
  ['gap', /^gapless:/],
  ['noAuthor', /^(audit|audience):/],
  ['ackBeforeCommit', /^(lost|reading):/],
  ['cursorFirst', /^(reading|crash|end):/],
  ['notWritten', /^lost:/],
  ['noDangerLane', /^danger:/],
  ['lastFirst', /^(order|end|lost):/],
  ['noRevival', /^(lost|end):/],
  ['neverRestored', /^end:/],
  ['ackInvented', /^(lost|danger):/],
  ['pageWithHole', /^(reading|end|crash):/],
];

describe('the checker sees a product that is broken on purpose', () => {
  it.each(breaks)('%s', async (name, expected) => {
    const sabotage = sabotages[name];
    let caught = '';
    for (let seed = 1; seed <= WITHIN && caught === ''; seed += 1) {
      caught = await runSeed(seed, { sabotage }).then(
        () => '',
        (error: Error) => error.message,
      );
      if (caught !== '') process.stdout.write(`${name}: caught with seed ${seed}: ${caught.split('\n')[0]}\n`);
    }
    expect(caught).toMatch(expected);
  });
});

test('one seed is one course of events, to the last one; another seed is another', async () => {
  const hashes: string[] = [];
  for (const seed of [1, 2, 3]) {
    const [once, again] = [await runSeed(seed), await runSeed(seed)];
    expect(again).toEqual(once);
    hashes.push(once.trace);
  }
  expect(new Set(hashes).size).toBe(3);
});
