import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Route } from '../../shared/routing/types.ts';
import { courseDrawing, type CourseStep } from '../driver/course-drawing.ts';
import { narrativeOf, soon } from '../driver/desk-moves.ts';
import { openOneForm, type OneForm } from '../driver/one-form.ts';
import type { OpenedSeat } from '../driver/seat-options.ts';

/** Narratives typed letter by letter, and what the panel shows at every key: nothing moves, and what was sure stays. */

const results = path.join(import.meta.dirname, '../../test-results');
/** At each of these a part of the narratives is typed: a letter waits more than it works. */
let forms: readonly OneForm[] = [];

/** What the rules answered, as the seat sent it. */
type Answer = { readonly route: Route; readonly confidence: number };

/** From here on the desk counts as sure. */
const SURE = 0.75;
const CHANGES_MAX = 2;

const narratives = [
  '家里厨房有一股很重的煤气味，老人和孩子都在屋里，阀门找不到，现在人有点头晕，住在和平小区三号楼二单元，请赶快派人过来看看',
  '小区楼下的烧烤摊每天晚上吵到两三点，投诉过好几次也没有人管，孩子要中考了睡不好觉，希望有关部门尽快处理，给一个明确的答复',
  '刚才接到自称公安局的电话说我涉嫌洗钱，让我把存款转到安全账户，我已经转了三万块钱出去，现在对方不接电话了，我该怎么办，急死了',
  '工地老板拖欠我们三个月工资，去要钱的时候吵起来了，对方叫来几个人堵着门不让我们走，没有动手，劳动局去过说要等，现在还堵在办公室',
  '和平街与长征路交叉口两辆车追尾，后车司机腿被夹住出不来，还在流血，路上堵得厉害，请快点派人过来，旁边还有一辆电动车也被撞倒了',
  '咨询一下新生儿落户需要带哪些材料，父母户口不在一个地方，出生证明上的名字想改，能不能在网上办，大概几个工作日可以办好，谢谢您',
];

const parts = [
  '.route-card',
  '.reasons',
  '.reason-counter',
  '.questions',
  '.answers',
  '.related',
  '.suggestion-override',
];

beforeAll(async () => {
  forms = await Promise.all(['course-first', 'course-second'].map(openOneForm));
});
afterAll(() => Promise.all(forms.map((form) => form.close())));

/** All that a seat answers from now on. */
function answersOf({ page }: OpenedSeat): readonly Answer[] {
  const answers: Answer[] = [];
  page.on('response', async (response) => {
    if (!response.url().endsWith('/seat/call') || !(response.request().postData() ?? '').includes('"draft.save"'))
      return;
    const body = await response.json().catch(() => null);
    if (body?.ok) answers.push(body.value.suggestion);
  });
  return answers;
}

type Seen = { readonly route: string; readonly boxes: Readonly<Record<string, string>> };

function look(page: Page): Promise<Seen> {
  return page.evaluate((names) => {
    const boxes = names.map((name): [string, string] => {
      const box = document.querySelector(`.suggestion ${name}`)?.getBoundingClientRect();
      return [name, box ? [box.left, box.top, box.width, box.height].map((side) => side.toFixed(1)).join(' ') : 'none'];
    });
    return { route: document.querySelector('.route-name')?.textContent ?? '', boxes: Object.fromEntries(boxes) };
  }, parts);
}

type Course = { readonly steps: readonly CourseStep[]; readonly moved: readonly string[] };

/** One narrative in the empty form, letter by letter. */
async function typed(page: Page, narrative: string, answers: readonly Answer[]): Promise<Course> {
  const field = narrativeOf(page);
  await field.fill('');
  await page.locator('.route-waiting').waitFor(soon);
  await field.click();
  const before = await look(page);
  const steps: CourseStep[] = [];
  const moved: string[] = [];
  for (const sign of narrative.slice(0, 60)) {
    const known = answers.length;
    await page.keyboard.type(sign);
    // Slow enough that every letter is answered: the most restless course there is.
    await expect.poll(() => answers.length, { ...soon, interval: 5 }).toBeGreaterThan(known);
    await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
    const seen = await look(page);
    for (const part of parts)
      if (seen.boxes[part] !== before.boxes[part])
        moved.push(`${part} at “${narrative.slice(0, steps.length + 1)}”: ${before.boxes[part]} → ${seen.boxes[part]}`);
    const answer = answers.at(-1);
    if (answer) steps.push({ sign, shown: seen.route, answered: answer.route, confidence: answer.confidence });
  }
  return { steps, moved };
}

test('no part of the panel moves while sixty letters are typed, and what was sure changes twice at most', async () => {
  const share = Math.ceil(narratives.length / forms.length);
  const byDesk = await Promise.all(
    forms.map(async ({ desk }, at) => {
      const answers = answersOf(desk);
      const own: Course[] = [];
      for (const narrative of narratives.slice(at * share, (at + 1) * share))
        own.push(await typed(desk.page, narrative, answers));
      return own;
    }),
  );
  const courses = byDesk.flat();
  mkdirSync(results, { recursive: true });
  writeFileSync(path.join(results, 'suggestion-course.svg'), courseDrawing(courses.map(({ steps }) => steps)));
  await forms[0]?.desk.screenshot('suggestion-course-end');

  expect(courses).toHaveLength(narratives.length);
  expect(courses.flatMap(({ moved }) => moved).slice(0, 20)).toEqual([]);
  const changes = courses.map(({ steps }) => {
    const sureFrom = steps.findIndex(({ confidence }) => confidence >= SURE);
    const after = sureFrom < 0 ? [] : steps.slice(sureFrom);
    return after.filter(({ shown }, at) => at > 0 && shown !== after[at - 1]?.shown).length;
  });
  process.stdout.write(`Changes of what is shown after the desk was sure: ${changes.join(', ')}\n`);
  expect(changes.filter((each) => each > CHANGES_MAX)).toEqual([]);
  expect(forms.flatMap(({ desk }) => desk.complaints)).toEqual([]);
});
