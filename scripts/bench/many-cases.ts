import { readFileSync } from 'node:fs';
import path from 'node:path';
import { xinzhouCounties } from '../../shared/divisions/xinzhou.ts';
import { emptyCaseFields, type Case } from '../../shared/entities/case.ts';
import { createDice } from '../../test/simulation/dice.ts';
import { projectRoot } from '../stack/server-process.ts';

const START = Date.parse('2023-01-01T00:00:00+08:00');
const EVERY_MS = 300_000;
const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'];
const given = [...'伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂'];
const places = ['小区', '市场', '中学', '医院', '车站', '广场', '家属院', '加油站', '桥头', '写字楼'];

function sentences(): string[] {
  const file = path.join(projectRoot, 'training/corpus/house.jsonl');
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { text: string }).text);
}

/** Invented cases in the words of the routing fixtures; the same for the same seed. */
export function manyCases(seed = 1): (number: number) => Case {
  const dice = createDice(seed);
  const spoken = sentences();
  const towns = xinzhouCounties.flatMap((county) => county.towns.map((town) => ({ county, town })));
  const one = dice.pick;
  const number = (): string => `13800${String(dice.below(1_000_000)).padStart(6, '0')}`;
  return (serial) => {
    const { county, town } = one(towns);
    const at = START + serial * EVERY_MS;
    const by = { operatorId: 'wang-min', name: '王敏', seatId: '12345-01', centreId: 'xz-12345' };
    const callerNumber = number();
    return {
      id: `0190a000-0000-7000-8000-${serial.toString(16).padStart(12, '0')}`,
      centreId: 'xz-12345',
      kind: '12345',
      orderNumbers: { 'xz-12345': `GD26${String(serial).padStart(6, '0')}` },
      fields: {
        ...emptyCaseFields,
        callerNumber,
        callbackNumber: dice.chance(0.9) ? callerNumber : number(),
        callerName: one(surnames) + one(given) + (dice.chance(0.5) ? one(given) : ''),
        divisionCode: county.code,
        townCode: town.code,
        address: `${county.name}${town.name}${one(given)}${one(given)}路${1 + dice.below(300)}号`,
        landmark: `${one(given)}${one(surnames)}${one(places)}`,
        narrative: Array.from({ length: 2 + dice.below(4) }, () => one(spoken)).join('，'),
      },
      rev: 1,
      fieldRevs: {},
      conflicts: [],
      notes: dice.chance(0.4)
        ? [{ id: `0190b000-0000-7000-8000-${serial.toString(16).padStart(12, '0')}`, text: one(spoken), by, at }]
        : [],
      overrides: [],
      handlings: [],
      stub: null,
      status: 'closed',
      callId: null,
      createdBy: by,
      createdAt: at,
      updatedAt: at + 60_000,
    };
  };
}
