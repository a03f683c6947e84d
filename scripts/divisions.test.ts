import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { xinzhouCounties } from '../shared/divisions/xinzhou.ts';
import { divisionsFile, readCounties, renderDivisions } from './divisions.ts';

test('the file in the repository is what the package gives today', () => {
  expect(readFileSync(divisionsFile, 'utf8')).toBe(renderDivisions(readCounties()));
  expect(xinzhouCounties).toEqual(readCounties());
});
