import type { Clauses } from './clauses.ts';
import { peopleNumbers } from './numerals.ts';
import type { PeopleNumber } from './numerals.ts';
import type { RoutingContext } from './types.ts';

export const countKinds = ['dead', 'serious', 'hurt', 'trapped', 'missing', 'poisoned', 'crowd'] as const;
export type CountKind = (typeof countKinds)[number];
export type Count = { readonly kind: CountKind; readonly value: number; readonly start: number; readonly end: number };

/** What is said of the people counted; the first that fits wins, so that “没气了” is not read as “伤”. */
const said: readonly (readonly [CountKind, RegExp])[] = [
  [
    'dead',
    /尸体|(?<![封堵锁焊关钉卡])死了|死亡|身亡|遇难|没气|断气|没了呼吸|没呼吸|没心跳|没救过来|没了命|丧命|尸体|已经死|当场死|都死|死在|人没了|盖上?了?白布/,
  ],
  [
    'serious',
    /重伤|昏迷|叫不应|叫不醒|叫都叫不|不省人事|没反应|没知觉|不动弹|不动了|不会动|断了?腿|断了?胳膊|大出血|奄奄一息|烧成|烧得|抢救|ICU/i,
  ],
  [
    'missing',
    /失联|失踪|联系不上|找不到|找不着|冲走|卷走|落水|没捞|没找着|下落不明|掉进?河|掉到?水|翻在.{0,3}[河水江]|沉/,
  ],
  [
    'trapped',
    /困|埋|压在|压住|压着|[压砸]了\||被压|砸在|没出来|出不来|没下来|下不来|没跑出|没上来|上不来|没升井|在里头|在里面|还在里|在井下|在底下|关在|卡在|卡住|没逃|逃不/,
  ],
  ['poisoned', /中毒|上吐下泻|拉肚子|腹泻|呕吐|都吐|在吐|恶心|肚子疼|肚疼|头晕|晕倒|发高烧/],
  ['hurt', /受?伤|流血|躺[在了一]|骨折|砸到|砸中|砸着|烫|送医|送去?医院|抬[出上]|满脸是血|浑身是血|呛着|倒地|倒下/],
  [
    'crowd',
    /围|堵|聚|上访|闹|横幅|静坐|封|游行|拦|冲进|集合|请愿|讨薪|罢工|罢运|对峙|械斗|砸|坐在|接龙|去市政府|去省|进京|讨说法|打起来|争抢|踩踏|挤/,
  ],
];
const notCounted = /没(?:有)?(?:人)?(?:受)?(?:伤|死)|无人|没有人|都没事|都好好|都跑出来|都出来了|都救出|没事/;
/** “三十来号人的工资” counts wages, not people in danger. */
const ofThem = /^人?的/;
const rescued = /捞上来|爬上来|爬出来|救上来|游上来|救出来|救出|跑出来|逃出来|上来了?|出来了?|下来了?$/;
const notRescued = /没|未|不/;

function window(text: string, clauses: Clauses, count: PeopleNumber, next: number): string {
  const clause = clauses.clauseOf[count.start] ?? 0;
  const before = text.slice(Math.max(clauses.starts[clause] ?? 0, count.start - 9), count.start);
  const after = Math.min(next, count.end + 20, clauses.starts[clause + 2] ?? text.length);
  return `${before}|${text.slice(count.end, after)}`;
}

/** People counted in the narrative by what happened to them. */
export function countPeople(text: string, clauses: Clauses): Count[] {
  const numbers = peopleNumbers(text);
  const counts: Count[] = [];
  numbers.forEach((number, index) => {
    const around = window(text, clauses, number, numbers[index + 1]?.start ?? text.length);
    if (notCounted.test(around) || ofThem.test(text.slice(number.end, number.end + 3))) return;
    const kind =
      said.find(([, words]) => words.test(around))?.[0] ??
      inside(text, clauses, number) ??
      fewSaved(text, number, numbers[index + 1]);
    if (kind === undefined) return;
    const total = remaining(text, numbers, index, kind);
    counts.push({ kind, value: total, start: number.start, end: number.end });
  });
  return counts;
}

/** “工棚埋了，里面睡着十四个工人”: who is inside what the clause before says is buried or lost. */
function inside(text: string, clauses: Clauses, number: PeopleNumber): CountKind | undefined {
  const clause = clauses.clauseOf[number.start] ?? 0;
  const own = text.slice(clauses.starts[clause] ?? 0, number.start);
  const previous = text.slice(clauses.starts[clause - 1] ?? 0, clauses.starts[clause] ?? 0);
  return clause > 0 && /里面|里头|底下|下面|车上|船上/.test(own) && /埋|塌|压|困|坠|沉|爆炸|冲走|透水|翻/.test(previous)
    ? 'trapped'
    : undefined;
}

/** “二十多人，就爬上来五个” says that the others did not, wherever they are. */
function fewSaved(text: string, number: PeopleNumber, later: PeopleNumber | undefined): CountKind | undefined {
  if (later === undefined || later.start - number.end > 20 || later.value >= number.value) return undefined;
  const between = text.slice(number.end, later.end + 6);
  return /[只就才仅光]/.test(between) && rescued.test(between) ? 'missing' : undefined;
}

/** “船上十几个人，只捞上来两个”: who was aboard less who was saved. */
function remaining(text: string, numbers: readonly PeopleNumber[], index: number, kind: CountKind): number {
  const number = numbers[index];
  const later = numbers[index + 1];
  if (number === undefined) return 0;
  if (later === undefined || (kind !== 'missing' && kind !== 'trapped')) return number.value;
  const between = text.slice(Math.max(number.end, later.start - 8), later.end + 6);
  const saved = rescued.test(between) && !notRescued.test(between) && later.value < number.value;
  return saved ? number.value - later.value : number.value;
}

export type Tally = Readonly<Record<CountKind, { value: number; start: number; end: number }>>;

/** The largest count of each kind, from the form and from the narrative. */
export function tally(counts: readonly Count[], context: Omit<RoutingContext, 'side'> = {}): Tally {
  const of = (kind: CountKind, known = 0): { value: number; start: number; end: number } => {
    const named = counts.filter((count) => count.kind === kind);
    const best = named.reduce((left, right) => (right.value > left.value ? right : left), {
      value: 0,
      start: -1,
      end: -1,
    });
    return known > best.value ? { value: known, start: -1, end: -1 } : best;
  };
  return {
    dead: of('dead', context.dead),
    serious: of('serious'),
    hurt: of('hurt', context.hurt),
    trapped: of('trapped', context.trapped),
    missing: of('missing', context.missing),
    poisoned: of('poisoned'),
    crowd: of('crowd'),
  };
}
