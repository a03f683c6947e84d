import { suggest } from '../../shared/routing/suggest.ts';
import { median, round, type Figure } from './figure.ts';

const short = [
  '烧烤摊上两桌人打起来了，有人拿着刀，已经有人受伤流血',
  '想咨询一下医保异地报销需要带什么材料，去哪里办理',
  '楼下广场舞音响太大，孩子没法写作业，跟他们说过也不听',
  '刚才有人冒充客服让我转账，转了三万块，才转了十分钟',
  '小区三号楼停水两天了，物业电话没人接',
  '河边有个小孩掉水里了，快来人',
  '工地拖欠工资三个月，二十多个人堵在项目部门口',
  '我家老人早上出去买菜到现在没回来，有老年痴呆',
];
const narratives = [...short, short.join('。'), short.toReversed().join('；')];

/** One suggestion against carrying the same text through JSON once: how many times the cost of merely moving it. */
export function benchSuggest(rounds: number): Figure {
  const taken: number[] = [];
  const least: number[] = [];
  let characters = 0;
  for (let each = 0; each < rounds; each += 1) {
    for (const narrative of narratives) {
      const before = performance.now();
      suggest(narrative, { side: '12345' });
      const between = performance.now();
      characters += String(JSON.parse(JSON.stringify(narrative))).length;
      least.push((performance.now() - between) * 1_000);
      taken.push((between - before) * 1_000);
    }
  }
  const per = characters / taken.length;
  return {
    name: 'suggest',
    unit: 'µs',
    value: round(median(taken)),
    floor: round(median(least)),
    ratio: round(median(taken) / median(least)),
    samples: taken.length,
    more: { characters: round(per) },
  };
}
