import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { rightsPage } from './rights.ts';

it('P21: docs/rights.md is what the server decides by (npm run --silent rights > docs/rights.md)', () => {
  const page = readFileSync(path.join(import.meta.dirname, '../docs/rights.md'), 'utf8');
  expect(page).toBe(rightsPage());
});
