import { suggest } from '../../shared/routing/suggest.ts';
import { besideFloor, type Figure } from './figure.ts';

const WARM_UP = 3;

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
const LENGTH = 100;
/** Each grows key by key to about 100 characters, as it does under an operator's hands. */
const narratives = short.map((_, first) =>
  Array.from(short.keys(), (index) => short[(first + index) % short.length])
    .join('。')
    .slice(0, LENGTH),
);

/** One suggestion for each key of a 100-character narrative, beside carrying the same text through JSON once. */
export function benchSuggest(rounds: number): Figure {
  const taken: number[] = [];
  const floors: number[] = [];
  for (let each = 0; each < rounds + WARM_UP; each += 1) {
    for (const narrative of narratives) {
      for (let length = 1; length <= narrative.length; length += 1) {
        const typed = narrative.slice(0, length);
        const before = performance.now();
        suggest(typed, { side: '12345' });
        const between = performance.now();
        JSON.parse(JSON.stringify(typed));
        if (each < WARM_UP) continue;
        floors.push(performance.now() - between);
        taken.push(between - before);
      }
    }
  }
  return besideFloor(taken, floors, 'Ms');
}
