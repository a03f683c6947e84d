import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { success } from '../../shared/contract/errors.ts';
import { suggest } from '../../shared/routing/suggest.ts';
import { sampleNow } from '../../test/fakes/sample-desk.ts';
import type { Locale } from '../words/words.tsx';
import { IntakeForm } from '../form/IntakeForm.tsx';
import { draftId, mountForm } from '../testing/form-rig.tsx';
import { SuggestionPanel } from './SuggestionPanel.tsx';

const told = '邻居两口子吵得很凶';
const desk = (
  <>
    <IntakeForm draftId={draftId} />
    <SuggestionPanel draftId={draftId} />
  </>
);

/** A form with words in it, whose questions are these. */
async function asking(questions: readonly string[], locale: Locale = 'zh') {
  const made = await mountForm(desk, {
    fields: { narrative: told },
    locale,
    answers: {
      'draft.save': ({ fields = {} }) => {
        const { narrative = told, dangerNow = false } = fields;
        const suggestion = { ...suggest(narrative, { side: '12345', dangerNow }), questions: [...questions] };
        return success({ savedAt: sampleNow, suggestion, problems: [] });
      },
    },
  });
  const area = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: /诉求或警情|Narrative/ });
  await waitFor(() => expect(document.querySelectorAll('.question')).toHaveLength(questions.length));
  await made.user.click(area);
  return { ...made, area };
}

const askFirst = (user: UserEvent): Promise<void> => user.keyboard('{Alt>}1{/Alt}');
const answers = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.answer')];

test('a question’s key, then a digit: the plain sentence stands behind the mark and the caret behind it', async () => {
  const { user, area } = await asking(['weapon']);
  await askFirst(user);
  expect(answers().map((each) => each.textContent)).toEqual(['1刀', '2棍棒', '3没有']);
  await user.keyboard('3');
  expect(area.value).toBe(`${told}\n【问】手持物：对方手里什么也没拿。`);
  expect(area.selectionStart).toBe(area.value.length);
  expect(area).toHaveFocus();
  expect(answers()).toEqual([]);
});

test('somebody is in danger now: the sentence and the field say it, and 没有 takes the mark away', async () => {
  const { user, area } = await asking(['danger-now']);
  const danger = screen.getByRole('switch', { name: /正有危险/ });
  await askFirst(user);
  await user.keyboard('1');
  expect(area.value).toContain('：现在有人正有危险。');
  await waitFor(() => expect(danger).toBeChecked());
  await askFirst(user);
  await user.keyboard('2');
  await waitFor(() => expect(danger).not.toBeChecked());
});

test('whoever types, types: any other key takes the answers away and digits are digits again', async () => {
  const { user, area } = await asking(['danger-now']);
  await askFirst(user);
  await user.keyboard('在3楼');
  expect(answers()).toEqual([]);
  expect(area.value).toBe(`${told}\n【问】眼下情况：在3楼`);
});

test('Esc takes the answers away and nothing else', async () => {
  const { user, area } = await asking(['weapon']);
  await askFirst(user);
  await user.keyboard('{Escape}');
  expect(answers()).toEqual([]);
  await user.keyboard('2');
  expect(area.value).toBe(`${told}\n【问】手持物：2`);
});

test('the next question’s key opens its own answers', async () => {
  const { user, area } = await asking(['weapon', 'still-there']);
  await askFirst(user);
  await user.keyboard('{Alt>}2{/Alt}');
  expect(answers().map((each) => each.textContent)).toEqual(['1还在', '2走了', '3不清楚']);
  await user.keyboard('2');
  expect(area.value).toBe(`${told}\n【问】手持物：\n【问】是否在场：人已经走了。`);
});

test('a number of people is never another word: its digit says that number', async () => {
  const { user, area } = await asking(['anyone-hurt']);
  await askFirst(user);
  await user.keyboard('2');
  expect(area.value).toContain('：有两个人受伤。');
});

test('digits inside of an input method are its own', async () => {
  const { user, area } = await asking(['weapon']);
  await askFirst(user);
  const composing = new KeyboardEvent('keydown', { key: '1', isComposing: true, bubbles: true, cancelable: true });
  area.dispatchEvent(composing);
  expect(composing.defaultPrevented).toBe(false);
  expect(area.value).toBe(`${told}\n【问】手持物：`);
});

test('a question without plain answers leaves the digits to the hand', async () => {
  const { user, area } = await asking(['how-long-ago']);
  await askFirst(user);
  await user.keyboard('3天前');
  expect(area.value).toBe(`${told}\n【问】发生时间：3天前`);
});

test('an English desk writes the record in Chinese all the same, and a press with the pointer does what the digit does', async () => {
  const { user, area } = await asking(['still-there'], 'en');
  await askFirst(user);
  await user.click(within(document.body).getByRole('button', { name: 'gone' }));
  expect(area.value).toBe(`${told}\n【问】是否在场：人已经走了。`);
});
