import { describe, expect, it } from 'vitest';
import { suggest } from './suggest.ts';

const at12345 = (narrative: string) => suggest(narrative, { side: '12345' });
const at110 = (narrative: string) => suggest(narrative, { side: '110' });

describe('D12345: alarming words that alarm nobody', () => {
  it.each([
    ['negation', '不是打架，就是想咨询一下老年证怎么办'],
    ['negation', '没着火也没伤人，就是楼道灯坏了没人修'],
    ['past', '去年家里被盗过，案子早破了，想问报案证明去哪开'],
    ['hypothetical', '如果以后邻居家着火烧了我家，有没有规定谁来赔'],
    ['keyword trap', '这家店宰客太狠了，一碗面要八十，简直是抢钱'],
    ['keyword trap', '气死我了，物业天天不开电梯，要命啊'],
    ['keyword trap', '网红店火了以后门口天天乱停车'],
    ['fiction', '我们学校要搞消防演练，想问能不能请人来指导'],
  ])('%s: %s', (_tag, narrative) => {
    expect(at12345(narrative)).toMatchObject({ route: '12345', emergency: false });
  });
});

describe('D110: danger in calm or hidden words', () => {
  it.each([
    ['a pizza for the police', '你好，我要订一份披萨，送到和平小区三号楼，尽快'],
    ['a whisper', '我说话不方便，他就在旁边'],
    ['a farewell', '我同学发了遗书，电话关机了'],
    ['typing error', '有人再打架，流血了，块来'],
    ['a negated call', '我不是报警，就是我爸正拿皮带抽我妈'],
    ['a threat under “if”', '要是再不让我见孩子，我就跳楼，我现在站楼顶'],
  ])('%s: %s', (_tag, narrative) => {
    expect(at12345(narrative)).toMatchObject({ route: '110', emergency: true });
  });
});

describe('the ladder by clause', () => {
  it('T3g: a handling unit whose mediation turns violent', () => {
    const suggestion = at12345('城管局来电：处理占道工单时，摊主持刀威胁执法人员，请求支援');
    expect(suggestion).toMatchObject({ route: '110_first_notify_12345', emergency: true });
    expect(suggestion.reasons.map(({ clause }) => clause)).toContain('T3g');
  });

  it('T3h: a wage dispute on a roof', () => {
    const suggestion = at110('老板拖欠工资，一个工人爬到楼顶要往下跳');
    expect(suggestion).toMatchObject({ route: '110_first_notify_12345', emergency: true });
    expect(suggestion.reasons[0]?.clause).toBe('T3h');
  });

  it('T3f: a plan to block the government gate is a clue, not an emergency', () => {
    expect(at12345('业主群里有人商量下周一去市政府门口拉横幅静坐')).toMatchObject({
      route: '110_first_notify_12345',
      emergency: false,
    });
  });

  it('T3d: a power line on the ground beside a school', () => {
    expect(at110('高压线断了掉在学校门口的地上，滋滋冒火花')).toMatchObject({ route: '110_first_notify_12345' });
  });

  it('T3c: two authorities pass the buck', () => {
    expect(at12345('河里有人倒垃圾，环保说归水利管，水利说归乡镇')).toMatchObject({
      route: 'negotiate',
      emergency: false,
    });
  });

  it('T3e: a private debt', () => {
    expect(at110('朋友借钱三年不还，有借条，你们管不管')).toMatchObject({ route: 'neither', level: null });
  });

  it.each([
    ['我家厨房着火了', 'other_emergency:119'],
    ['老伴突然昏迷叫不醒', 'other_emergency:120'],
    ['我们整个小区停电了', 'other_emergency:utility'],
  ])('T5: %s', (narrative, route) => {
    expect(at110(narrative).route).toBe(route);
  });

  it('D110c against D12345d: misconduct now, and misconduct that is over', () => {
    expect(at110('民警现在正在打我弟弟').route).toBe('110');
    expect(at110('去年民警办案时态度很差，我想投诉').route).toBe('12345');
  });

  it.each([
    ['楼塌了，三个人当场死亡', 'larger'],
    ['大巴翻了，死了十来个人', 'major'],
    ['矿井透水，有三十多个人没上来', 'extreme'],
    ['路口撞车，两个人受伤流血', 'general'],
  ])('T4: %s is %s', (narrative, level) => {
    expect(at110(narrative).level).toBe(level);
  });
});
