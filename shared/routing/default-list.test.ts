import { expect, it } from 'vitest';
import { compileList } from './compile.ts';
import { defaultMatterList } from './default-list.ts';
import { matterListSchema } from './matter-list.ts';

it('survives a round trip through JSON, as the sync sends it', () => {
  expect(matterListSchema.parse(JSON.parse(JSON.stringify(defaultMatterList)))).toEqual(defaultMatterList);
});

it('names every matter once', () => {
  const ids = defaultMatterList.items.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

it('uses no sign of regular expressions: cues have their own notation', () => {
  for (const { cues, unless = [] } of defaultMatterList.items) {
    for (const cue of [...cues, ...unless]) expect(cue).not.toMatch(/[*?$^\\[\]]|\)\)|\(\(/);
  }
});

it('refuses a cue that names an unknown class', () => {
  const [item] = defaultMatterList.items;
  if (item === undefined) throw new Error('the list is empty');
  expect(() => compileList({ ...defaultMatterList, items: [{ ...item, cues: ['<nobody>'] }] })).toThrow(/nobody/);
});
