import { expect, it } from 'vitest';
import { parseNumeral, peopleNumbers } from './numerals.ts';

it.each([
  ['三', 3],
  ['十', 10],
  ['十二', 12],
  ['二十', 20],
  ['一百', 100],
  ['一百二十', 120],
  ['三四', 3],
  ['七八', 7],
  ['几十', 20],
  ['十几', 13],
  ['二三十', 20],
  ['两千', 2000],
  ['1万', 10000],
  ['35', 35],
  ['仨', 3],
])('reads %s as %i', (source, value) => {
  expect(parseNumeral(source)).toBe(value);
});

it.each([
  ['一百多个村民堵路', [100]],
  ['至少抬出来四个，叫不应', [4]],
  ['拖了我八个月工资', []],
  ['等了三个小时', []],
  ['十来个学生吐了', [10]],
])('counts people in “%s”', (text, values) => {
  expect(peopleNumbers(text).map(({ value }) => value)).toEqual(values);
});
