import { expect, test } from 'vitest';
import { matchesName } from './division.ts';
import { countyOf, divisionLabel, isTownOf, townOf, townsOf } from './lookup.ts';
import { xinzhouCounties } from './xinzhou.ts';

/** Policy README, “Divisions of Xinzhou”. */
const policyCodes = {
  '140902': '忻府',
  '140921': '定襄',
  '140922': '五台',
  '140923': '代县',
  '140924': '繁峙',
  '140925': '宁武',
  '140926': '静乐',
  '140927': '神池',
  '140928': '五寨',
  '140929': '岢岚',
  '140930': '河曲',
  '140931': '保德',
  '140932': '偏关',
  '140981': '原平',
  '140971': '五台山风景名胜区',
};

test('every code of the policy stands for the county that it names', () => {
  for (const [code, name] of Object.entries(policyCodes)) expect(countyOf(code)?.name).toContain(name);
  expect(xinzhouCounties).toHaveLength(Object.keys(policyCodes).length);
});

test('what the package lacks is not invented', () => {
  expect(xinzhouCounties.some((county) => county.name.includes('经济开发区'))).toBe(false);
});

test('every town has nine digits that begin with its county, and no code is there twice', () => {
  const towns = xinzhouCounties.flatMap((county) => county.towns.map((town) => ({ county, town })));
  for (const { county, town } of towns) expect(town.code).toMatch(new RegExp(`^${county.code}\\d{3}$`));
  expect(new Set(towns.map(({ town }) => town.code)).size).toBe(towns.length);
  expect(towns).toHaveLength(173);
});

test('looks up by code, and knows nothing about unknown codes', () => {
  expect(townOf('140971100')?.name).toBe('台怀镇');
  expect(townsOf('140971').map((town) => town.name)).toEqual(['台怀镇', '石咀镇', '金岗库乡']);
  expect(townsOf('')).toEqual([]);
  expect(countyOf('110101')).toBeUndefined();
  expect(isTownOf('140971100', '140971')).toBe(true);
  expect(isTownOf('140971100', '140922')).toBe(false);
  expect(divisionLabel('140971', '140971100')).toBe('五台山风景名胜区 台怀镇');
  expect(divisionLabel('140922', '')).toBe('五台县');
  expect(divisionLabel('', '')).toBe('');
});

test.each([
  ['fs', '繁峙县'],
  ['fanshi', '繁峙县'],
  ['fsx', '繁峙县'],
  ['峙', '繁峙县'],
  ['dx', '定襄县'],
  ['wt', '五台县'],
  ['kl', '岢岚县'],
  ['XF', '忻府区'],
  ["xin'fu", '忻府区'],
  ['fjms', '五台山风景名胜区'],
  ['yuanp', '原平市'],
])('typing %s finds %s', (typed, name) => {
  const county = xinzhouCounties.find((each) => each.name === name);
  expect(county && matchesName(county, typed)).toBe(true);
});

test('a query inside a syllable or of other letters finds nothing', () => {
  const fanshi = xinzhouCounties.filter((county) => matchesName(county, 'anshi'));
  expect(fanshi).toEqual([]);
  expect(xinzhouCounties.filter((county) => matchesName(county, 'fs')).map((county) => county.name)).toEqual([
    '繁峙县',
  ]);
  expect(xinzhouCounties.filter((county) => matchesName(county, '  ')).length).toBe(xinzhouCounties.length);
});
