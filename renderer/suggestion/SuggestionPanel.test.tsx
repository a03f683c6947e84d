import { act, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { expect, test } from 'vitest';
import { failure, success } from '../../shared/contract/errors.ts';
import { sampleCard, sampleTransferCard } from '../../test/fakes/sample-desk.ts';
import { ActionBar } from '../form/ActionBar.tsx';
import { IntakeForm } from '../form/IntakeForm.tsx';
import { draftId, mountForm } from '../testing/form-rig.tsx';
import { WaitingList } from '../waiting/WaitingList.tsx';
import { SuggestionPanel } from './SuggestionPanel.tsx';

const knife = '楼下有个男的拿着刀追人，我躲在车里';
const desk = (
  <>
    <IntakeForm draftId={draftId} />
    <SuggestionPanel draftId={draftId} />
    <ActionBar draftId={draftId} />
  </>
);
const panel = (): HTMLElement => screen.getByRole('region', { name: '归属建议' });
const narrative = (): Promise<HTMLTextAreaElement> => screen.findByLabelText('诉求或警情');

test('says whose matter, how urgent and by which words, while it is typed', async () => {
  const { user } = await mountForm(desk);
  await user.type(await narrative(), knife);
  expect(await within(panel()).findByText('110 受理')).toBeVisible();
  expect(within(panel()).getByText('紧急')).toBeVisible();
  // The official level is another scale: its lowest step stands beside no urgency.
  expect(panel()).not.toHaveTextContent('一般');
  expect(within(panel()).getByText('D110a')).toBeVisible();
  expect(within(panel()).getByText(/刑事、治安/)).toBeVisible();
});

test('suggestion, bar and the card of what was sent say urgency in one word; a higher level is named as what it is', async () => {
  const large = sampleTransferCard(1, { case: sampleCard(1, { level: 'larger' }), transfer: { danger: true } });
  const plain = sampleTransferCard(2, { case: sampleCard(2, { level: 'general' }), transfer: { danger: true } });
  await mountForm(
    <>
      {desk}
      <WaitingList />
    </>,
    { fields: { narrative: '咨询社保怎么办', hurt: 1 }, desk: { transfers: [large, plain] } },
  );
  expect(await within(panel()).findByText('紧急')).toBeVisible();
  expect(within(panel()).getByText('有人伤亡、被困或失踪，按紧急处置', { exact: false })).toBeVisible();
  const marks = [...document.querySelectorAll('.danger-mark')].map((each) => each.textContent);
  expect(marks).toEqual(Array.from(marks, () => '⬣ 紧急'));
  expect(marks.length).toBeGreaterThanOrEqual(4);
  const waiting = screen.getByRole('region', { name: '待办' });
  expect(waiting).toHaveTextContent('事件等级 较大');
  expect(waiting).not.toHaveTextContent('一般');
});

test('before a word is typed it suggests nothing, yet another route can be chosen', async () => {
  const { seat, user } = await mountForm(desk, { answers: { 'transfer.click': () => failure('busy') } });
  await waitFor(() => expect(seat.callsOf('draft.save')).not.toHaveLength(0));
  expect(within(panel()).getByText('开始录入就会给出归属建议和依据')).toBeVisible();
  expect(within(panel()).queryByText('12345 受理')).toBeNull();
  await user.click(within(panel()).getByRole('button', { name: '改判' }));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('radio', { name: /一键转接 110/ }));
  await user.click(within(dialog).getByRole('button', { name: '确定改判' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await user.keyboard('{F8}');
  await waitFor(() => expect(seat.callsOf('transfer.click')).toEqual([{ draftId, route: '110', override: null }]));
});

test('pressing a reason selects the caller’s words in the narrative', async () => {
  const { user } = await mountForm(desk, { fields: { narrative: knife } });
  const area = await narrative();
  await user.click(await within(panel()).findByTitle(/在正文中查看“.*刀.*”/));
  expect(area).toHaveFocus();
  expect(area.value.slice(area.selectionStart, area.selectionEnd)).toContain('刀');
});

test('of several reasons every cue stands in its own line; only the first stands among the caller’s words', async () => {
  const narrativeText = '烧烤摊上有人打架，动了刀，有人流血，隔壁店里还有人被捅了一刀，快不行了，救命';
  await mountForm(desk, { fields: { narrative: narrativeText } });
  const [first, ...others] = await within(panel()).findAllByTitle(/在正文中查看/);
  expect(first?.querySelectorAll('.reason-around')[0]).not.toBeEmptyDOMElement();
  expect(others.length).toBeGreaterThanOrEqual(2);
  for (const each of others) {
    expect(each.querySelector('mark')).not.toBeEmptyDOMElement();
    for (const around of each.querySelectorAll('.reason-around')) expect(around).toBeEmptyDOMElement();
  }
});

test('F7 goes to the reasons and back to where the hands were', async () => {
  const { user } = await mountForm(desk, { fields: { narrative: knife } });
  const area = await narrative();
  await within(panel()).findAllByTitle(/在正文中查看/);
  await user.click(area);
  await user.keyboard('{F7}');
  expect(panel()).toContainElement(document.activeElement as HTMLElement);
  await user.keyboard('{F7}');
  expect(area).toHaveFocus();
});

test('Alt+1 marks the question asked and opens a line for the answer at the caret', async () => {
  const { user, stored } = await mountForm(desk, { fields: { narrative: knife } });
  const area = await narrative();
  const first = (await within(panel()).findAllByRole('button')).find(
    (each) => each.getAttribute('aria-keyshortcuts') === 'Alt+1',
  );
  await user.click(area);
  await user.keyboard('{Alt>}1{/Alt}');
  expect(area.value).toMatch(/\n【问】.+：$/);
  expect(area.selectionStart).toBe(area.value.length);
  await user.keyboard('没有');
  await waitFor(() => expect(stored().narrative).toMatch(/】.+：没有$/));
  expect(first).toHaveTextContent('已问');
});

test('the last suggestion stays until the next one is there', async () => {
  const { seat, user } = await mountForm(desk, { fields: { narrative: knife } });
  await within(panel()).findByText('110 受理');
  seat.setDown(true);
  await user.type(await narrative(), '，快来');
  expect(within(panel()).getByText('110 受理')).toBeVisible();
});

test('a calmer route needs a reason, is recorded with it, and can be taken back', async () => {
  const { seat, user } = await mountForm(desk, {
    fields: { narrative: knife },
    answers: { 'transfer.click': () => failure('busy') },
  });
  await within(panel()).findByText('110 受理');
  await user.click(within(panel()).getByRole('button', { name: '改判' }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByRole('radio', { name: /一键转接 110/ })).toHaveFocus();
  await user.click(within(dialog).getByRole('radio', { name: /受理为工单/ }));
  await user.click(within(dialog).getByRole('button', { name: '确定改判' }));
  expect(within(dialog).getByText('请选一个原因')).toBeInTheDocument();
  await user.click(within(dialog).getByRole('radio', { name: '值班长要求' }));
  await user.type(within(dialog).getByRole('textbox'), '电话确认');
  await user.click(within(dialog).getByRole('button', { name: '确定改判' }));
  expect(await within(panel()).findByText('12345 受理')).toBeVisible();
  expect(within(panel()).getByText('建议现为紧急，请再看一眼改判', { exact: false })).toBeVisible();
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await user.keyboard('{F8}');
  await waitFor(() =>
    expect(seat.callsOf('transfer.click')).toEqual([
      { draftId, route: '12345', override: { reason: 'leadOrdered', text: '电话确认' } },
    ]),
  );
  await user.click(within(panel()).getByRole('button', { name: '恢复建议' }));
  expect(within(panel()).getByText('110 受理')).toBeVisible();
});

test('a more urgent route needs no reason; Esc keeps what was chosen in the dialog', async () => {
  const { seat, user } = await mountForm(desk, {
    fields: { narrative: '咨询社保怎么办' },
    answers: { 'transfer.click': () => failure('busy') },
  });
  await within(panel()).findByText('12345 受理');
  await user.click(within(panel()).getByRole('button', { name: '改判' }));
  await user.click(within(await screen.findByRole('dialog')).getByRole('radio', { name: '一键转接 110' }));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await user.click(within(panel()).getByRole('button', { name: '改判' }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByRole('radio', { name: '一键转接 110' })).toBeChecked();
  await user.click(within(dialog).getByRole('button', { name: '确定改判' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await user.keyboard('{F8}');
  await waitFor(() => expect(seat.callsOf('transfer.click')).toEqual([{ draftId, route: '110', override: null }]));
});

test('possible duplicates say why, earlier calls say when, and both open beside the form', async () => {
  await mountForm(desk, {
    fields: { callerNumber: '13800000000' },
    answers: {
      'case.related': () =>
        success({
          history: [sampleCard(3), sampleCard(2)],
          duplicates: [{ ...sampleCard(2), why: 'samePlaceAndKind' }],
        }),
    },
  });
  expect(await screen.findByText('同一地点同类事项', { exact: false })).toBeVisible();
  expect(screen.getAllByTitle(/^打开 /)).toHaveLength(2);
});

test('related cases are asked for again when the place changes, not at every key', async () => {
  const { seat, user } = await mountForm(desk);
  await waitFor(() => expect(seat.callsOf('case.related')).toHaveLength(1));
  await user.type(await narrative(), '停水三天了');
  await user.type(screen.getByLabelText('事发地址'), '和平街');
  await waitFor(() => expect(seat.callsOf('case.related')).toHaveLength(2), { timeout: 3_000 });
});

test('nothing for a screen reader to stumble over', async () => {
  const { container } = await mountForm(desk, { fields: { narrative: knife } });
  await within(await screen.findByRole('region', { name: '归属建议' })).findByText('110 受理');
  await act(async () => undefined);
  const checked = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  expect(
    checked.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html.slice(0, 200)).join(' | ')}`),
  ).toEqual([]);
});
