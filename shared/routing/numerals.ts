export type PeopleNumber = { readonly value: number; readonly start: number; readonly end: number };

const digits: Readonly<Record<string, number>> = {
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  俩: 2,
  三: 3,
  仨: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const units: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10000 };

/**
 * Reads a Chinese or Arabic number; “三四” counts as 3 and “几十” as 20, because a threshold may only be
 * passed by what the caller surely said. “十几” counts as 13.
 */
export function parseNumeral(source: string): number {
  if (/^[0-9]+/.test(source)) {
    const unit = units[source.replace(/[0-9]/g, '')[0] ?? ''] ?? 1;
    return Number.parseInt(source, 10) * unit;
  }
  let total = 0;
  let current = 0;
  let fixed = false;
  for (let index = 0; index < source.length; index += 1) {
    const sign = source[index] ?? '';
    const unit = units[sign];
    if (unit !== undefined) {
      if (unit === 10000) total = (total + current || 1) * unit;
      else total += (current || 1) * unit;
      current = 0;
      fixed = false;
    } else if (sign === '几') {
      current = index > 0 ? 3 : units[source[index + 1] ?? ''] === undefined ? 3 : 2;
    } else if (!fixed) {
      current = digits[sign] ?? 0;
      fixed = true;
    }
  }
  return total + current;
}

const people = new RegExp(
  '(?:上|好|近)?([0-9]{1,6}[十百千万]?|[零一二两三四五六七八九十百千万几]+|俩|仨)(?:[多余来几]|来多)?' +
    '(?:(?:个|名|位|口|号|条|具)(?:多|来)?(?!月|小时|钟|点|星期|礼拜|疗|单元|电话|村(?!民)|小区|厂|店|大口|快递|包|手机|车|房|楼|问题|事|' +
    '字|群|窗|门|井|坑|洞|口|孔|灯|杆|桩|桶|罐|瓶|箱|案|证|章|答复|说法|地方|省|市|县|乡|镇|摊|棚|池|炮|球|账|平台|路口|公司|' +
    '超市|饭店|学校|班级|年|天|季|季度|礼物|视频|项目|狗|猫|鸡|猪|羊|西瓜|摄像|井盖|闸|消防栓|轮胎|鞋|大灯|金|戒|苹果)' +
    '|(?=人|学生|孩子|工人|村民|乘客|矿工|老人|小孩|工友|业主|旅客|家长|职工|员工|司机))',
  'g',
);

/** Numbers of people that the text names, with the place of each. */
export function peopleNumbers(text: string): PeopleNumber[] {
  return [...text.matchAll(people)].map((found) => ({
    value: parseNumeral(found[1] ?? ''),
    start: found.index,
    end: found.index + found[0].length,
  }));
}
