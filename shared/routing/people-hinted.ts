import { parseNumeral, peopleNumbers } from './numerals.ts';

const numeral = '[0-9]{1,4}|[零一二两三四五六七八九十百千几]+|仨|俩';
/** Numbers that count people without naming them: “两死一伤”, “两大一小”, “一家五口”, “重伤五十三”, “上百”. */
const counted = new RegExp(
  `(?<died>${numeral})(?:死|亡)(?:(?<hurt>${numeral})伤)?|(?<big>${numeral})大(?<small>${numeral})小|` +
    `(?:死|伤|埋|困|失联|失踪|重伤|死亡|失|遇难|躺|倒)(?:了|着|有|约|共|下)?(?<after>${numeral})(?:个|人|名|口)?(?![分小时天点元万块米])|` +
    `(?<left>${numeral})(?:盏|顶|双)(?:矿灯|灯|安全帽|帽子|鞋)?|(?:上|过了?|近|快)(?<round>百|千|一百|二百|三百)`,
  'g',
);
/** How many are meant at least where no number is said. */
const groups: readonly (readonly [RegExp, number])[] = [
  [/全家|一家子|一家人|一大家|爷几个|娘几个|孩子们|好几个|仨|双胞胎/, 3],
  [/满车|一车(?:人|老|工|学|孩|娃|乘)|整车|大巴|班车|校车|客车|旅游车|中巴/, 8],
  [/全班|整个班|一个班|一队|整层|整栋|满屋|一屋子/, 10],
  [/黑压压|人山人海|乌泱泱|几百|上百|成百|全村/, 100],
];
const kin =
  /(?:我|他|她|俺)?(?:爷爷|奶奶|姥姥|姥爷|爸|妈|爹|娘|哥|弟|姐|妹|姑|舅|叔|婶|姨|嫂|媳妇|老婆|老公|儿子|女儿|闺女|孩子|娃|表妹|表弟|公公|婆婆|新郎|新娘|司机)/g;

/** How many people a text may be about, at most: a hint, not a count. */
export function peopleHinted(text: string): number {
  const named = peopleNumbers(text).map(({ value }) => value);
  const sums = [...text.matchAll(counted)].map(({ groups: found = {} }) =>
    ['died', 'hurt', 'big', 'small', 'after', 'left', 'round'].reduce((sum, name) => {
      const written = found[name];
      return written === undefined
        ? sum
        : sum + parseNumeral(written === '百' ? '一百' : written === '千' ? '一千' : written);
    }, 0),
  );
  const grouped = groups.flatMap(([words, least]) => (words.test(text) ? [least] : []));
  const listed = /[、和跟连]/.test(text) ? new Set(text.match(kin) ?? []).size : 0;
  const parts = named.filter((each) => each <= 9);
  return Math.max(
    0,
    ...named,
    ...sums,
    ...grouped,
    listed,
    parts.length > 1 ? parts.reduce((sum, each) => sum + each, 0) : 0,
  );
}
