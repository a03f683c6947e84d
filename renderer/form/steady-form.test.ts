import { expect, test } from 'vitest';
import { success } from '../../shared/contract/errors.ts';
import type { Suggestion } from '../../shared/routing/types.ts';
import { rig, suggestion } from '../testing/draft-rig.ts';

const police: Suggestion = {
  ...suggestion,
  route: '110',
  confidence: 0.9,
  reasons: [{ clause: 'D110b', item: 'fight', cue: '打', span: null }],
};
const hotline: Suggestion = { ...police, route: '12345', confidence: 0.8 };

/** A form in which the answer to the words before is shown, and which types one sign more. */
async function typing(next: Suggestion, grown = '楼下有人打架啊') {
  const made = rig();
  await made.open();
  const heard = async (text: string, answer: Suggestion): Promise<void> => {
    made.store.change('narrative', text);
    await made.pass(60);
    await made.answer('draft.save', success({ savedAt: 1, suggestion: answer, problems: [] }));
  };
  made.store.focus('narrative');
  await heard('楼下有人打架', police);
  await heard(grown, next);
  return { ...made, heard, route: () => made.store.get().suggestion?.route };
}

test('under typing hands another answer waits; it is shown when they rest', async () => {
  const { route, pass } = await typing(hotline);
  expect(route()).toBe('110');
  await pass(600);
  expect(route()).toBe('12345');
});

test('what was typed on in between is the rest that counts', async () => {
  const { route, pass, heard } = await typing(hotline);
  await pass(400);
  await heard('楼下有人打架啊打', police);
  await pass(600);
  expect(route()).toBe('110');
});

test('a key that acts has the last answer before it', async () => {
  const { store, route } = await typing(hotline);
  await store.flush();
  expect(route()).toBe('12345');
});

test('so has whoever leaves the narrative', async () => {
  const { store, route } = await typing(hotline);
  store.blur();
  expect(route()).toBe('12345');
});

test('a sentence that came as one is heard as one', async () => {
  const { route } = await typing(hotline, '楼下有人打架。现在没有人有危险');
  expect(route()).toBe('12345');
});
