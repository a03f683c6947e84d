import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { ListDraft } from '../../shared/contract/list-calls.ts';
import { failure, success } from '../../shared/contract/errors.ts';
import type { CallValue } from '../../shared/contract/seat-api.ts';
import { defaultMatterList } from '../../shared/matter-list/default-list.ts';
import type { Matter } from '../../shared/matter-list/matter-list.ts';
import { sampleDesk, sampleId, sampleNow, sampleOperators } from '../../test/fakes/sample-desk.ts';
import type { FakeAnswers } from '../../test/fakes/fake-seat-bridge.ts';
import { mountDesk } from '../testing/desk-rig.tsx';
import { MatterListPage } from './MatterListPage.tsx';

const { version, matters } = defaultMatterList;
const [first, second] = matters as [Matter, Matter];
const none = (): void => undefined;

function listAt(draft: ListDraft | null = null, part: Partial<CallValue<'list.get'>> = {}): FakeAnswers {
  return {
    'list.get': () => success({ inForce: defaultMatterList, published: null, draft, publishing: null, ...part }),
    'list.history': () => success({ versions: [], shipped: version }),
    'list.saveDraft': () => success({ savedAt: sampleNow }),
  };
}

async function mount(role: 'lead' | 'operator', answers: FakeAnswers) {
  const operator = sampleOperators.find((each) => each.role === role) ?? null;
  const { session } = sampleDesk();
  const rig = await mountDesk(<MatterListPage onClose={none} />, { session: { ...session, operator } }, answers);
  await screen.findByRole('rowheader', { name: new RegExp(`^${first.zh}`) });
  return rig;
}
const draftOf = (changed: readonly Matter[]): ListDraft => ({
  basedOn: version,
  matters: [...changed],
  savedAt: sampleNow,
});
const row = (name: RegExp | string) => screen.getByRole('row', { name });

describe('a lead', () => {
  test('edits a matter by keyboard; a wrong cue says why while it is typed and goes nowhere', async () => {
    const { seat, user } = await mount('lead', listAt());
    await user.click(screen.getByRole('button', { name: `修改 ${first.zh}` }));
    const form = screen.getByRole('dialog', { name: '修改事项' });
    const cues = within(form).getByRole('textbox', { name: '提示语，每行一条' });
    await user.clear(cues);
    await user.type(cues, '医保报销{Enter}(社保|医保');
    expect(within(form).getByText('第 2 行：括号没有配对')).toBeVisible();
    await user.click(within(form).getByRole('button', { name: '记入草稿' }));
    expect(seat.callsOf('list.saveDraft')).toEqual([]);
    await user.type(cues, ')卡');
    await user.selectOptions(within(form).getByRole('combobox', { name: '去向' }), 'negotiate');
    await user.click(within(form).getByRole('button', { name: '记入草稿' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const [saved] = seat.callsOf('list.saveDraft') as unknown as ListDraft[];
    expect(saved?.basedOn).toBe(version);
    expect(saved?.matters[0]).toMatchObject({ id: first.id, route: 'negotiate', cues: ['医保报销', '(社保|医保)卡'] });
    expect(saved?.matters.slice(1)).toEqual(matters.slice(1));
  });

  test('what was typed is still there after Esc', async () => {
    const { user } = await mount('lead', listAt());
    const open = () => user.click(screen.getByRole('button', { name: `修改 ${second.zh}` }));
    await open();
    const department = () => screen.getByRole('textbox', { name: '责任单位' });
    await user.type(department(), '（新）');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    await open();
    expect(department()).toHaveValue(`${second.department}（新）`);
  });

  test('sees what differs from the version in force, and what it was', async () => {
    const changed = [{ ...first, route: 'negotiate' } as const, ...matters.slice(2)];
    await mount('lead', listAt(draftOf(changed)));
    expect(screen.getByText(/0 项新增，1 项修改，1 项删除/)).toBeVisible();
    expect(row(new RegExp(first.zh))).toHaveTextContent('双方协商原为 12345 受理');
    expect(row(new RegExp(second.zh))).toHaveTextContent('删除');
    expect(within(row(new RegExp(second.zh))).getByRole('button', { name: `恢复 ${second.zh}` })).toBeVisible();
  });

  test('filters by text, line, route, clause and change', async () => {
    const { user } = await mount('lead', listAt(draftOf([{ ...first, department: '另一单位' }, ...matters.slice(1)])));
    const shown = () => screen.getAllByRole('rowheader').map((each) => each.textContent);
    await user.click(screen.getByRole('checkbox', { name: '只看改动' }));
    expect(shown()).toHaveLength(1);
    await user.click(screen.getByRole('checkbox', { name: '只看改动' }));
    await user.selectOptions(screen.getByRole('combobox', { name: '适用热线' }), '110');
    await user.selectOptions(screen.getByRole('combobox', { name: '条款' }), 'D110c');
    const wanted = matters.filter(({ side, clause }) => side === '110' && clause === 'D110c').map(({ zh }) => zh);
    expect(shown().map((text) => text?.trim())).toEqual(wanted);
    await user.type(screen.getByRole('textbox', { name: '查找事项、提示语、责任单位' }), '没有这样的词');
    expect(screen.getByText('没有符合的事项')).toBeVisible();
  });

  test('publishes with version and note; a refusal stays in the dialog with what was typed', async () => {
    const draft = draftOf([{ ...first, department: '另一单位' }, ...matters.slice(1)]);
    let answer: ReturnType<NonNullable<FakeAnswers['list.publish']>> = failure('listMoved');
    const { seat, user } = await mount('lead', { ...listAt(draft), 'list.publish': () => answer });
    await user.click(screen.getByRole('button', { name: '发布' }));
    const dialog = await screen.findByRole('dialog', { name: '发布新版清单' });
    const number = within(dialog).getByRole('textbox', { name: '版本号' });
    await user.clear(number);
    await user.type(number, '2027.1');
    await user.type(within(dialog).getByRole('textbox', { name: /说明/ }), '十二月联席会议');
    await user.click(within(dialog).getByRole('button', { name: /确认发布/ }));
    expect(await within(dialog).findByText('生效的清单已不是您修改时的那一版')).toBeVisible();
    expect(number).toHaveValue('2027.1');
    answer = success({});
    await user.click(within(dialog).getByRole('button', { name: /确认发布/ }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(seat.callsOf('list.publish').at(-1)).toEqual({
      content: { from: 'draft' },
      version: '2027.1',
      note: '十二月联席会议',
    });
  });

  test('lays a draft over a version that came meanwhile, and is told what both changed', async () => {
    const draft = draftOf([{ ...first, department: '我们的单位' }, ...matters.slice(1)]);
    const theirs = { version: '2027.1', matters: [{ ...first, zh: '他们的说法' }, ...matters.slice(1)] };
    const { seat, user } = await mountMoved(draft, theirs);
    expect(screen.getByRole('button', { name: '发布' })).toBeDisabled();
    await user.click(screen.getByRole('button', { name: '以新版为基础' }));
    expect(await screen.findByText(new RegExp(`双方都改过，请核对：${first.zh}`))).toBeVisible();
    expect(seat.callsOf('list.saveDraft')).toMatchObject([{ basedOn: '2027.1' }]);
  });

  async function mountMoved(draft: ListDraft, inForce: CallValue<'list.get'>['inForce']) {
    const answers = { ...listAt(draft, { inForce }), 'list.version': () => success({ list: defaultMatterList }) };
    return mount('lead', answers);
  }

  test('previews part by part, and may stop', async () => {
    const draft = draftOf([{ ...first, route: 'negotiate' }, ...matters.slice(1)]);
    const change = (serial: number) => ({
      caseId: sampleId(serial),
      orderNumber: `GD2600000${serial}`,
      summary: '咨询医保',
      before: '12345' as const,
      after: 'negotiate' as const,
      matter: first.id,
    });
    const { seat, user } = await mount('lead', {
      ...listAt(draft),
      'list.preview': ({ before }) =>
        success({ looked: 20, total: 40, changes: [change(before ?? 0)], next: before === null ? 7 : 3 }),
    });
    await user.click(screen.getByRole('button', { name: '预览影响' }));
    expect(await screen.findByText('核对了最近 40 件，2 件的去向会变')).toBeVisible();
    expect(seat.callsOf('list.preview')).toEqual([{ before: null }, { before: 7 }]);
    expect(screen.getByRole('row', { name: /GD26000007 咨询医保 12345 受理 双方协商/ })).toBeVisible();
  });

  test('a faulty file is told line by line', async () => {
    const { seat, user } = await mount('lead', {
      ...listAt(),
      'list.import': () => success({ faults: [{ line: 4, column: 'route', problem: 'unknownValue' }], matters: 0 }),
    });
    const file = new File(['编号,…'], '清单.csv', { type: 'text/csv' });
    await user.upload(screen.getByLabelText('导入', { selector: 'input' }), file);
    expect(await screen.findByText('第 4 行')).toBeVisible();
    expect(screen.getByText(/去向：不是可选的值/)).toBeVisible();
    expect(seat.callsOf('list.import')).toEqual([{ format: 'csv', text: '编号,…' }]);
  });
});

test('an operator reads it and is offered nothing to change', async () => {
  const { user } = await mount('operator', listAt());
  expect(screen.getByText('只读：清单由值班长修改并发布')).toBeVisible();
  for (const name of ['新增事项', '发布', '预览影响', '导入'])
    expect(screen.queryByRole('button', { name })).toBeNull();
  await user.click(screen.getByRole('button', { name: `查看 ${first.zh}` }));
  const dialog = screen.getByRole('dialog', { name: '查看事项' });
  expect(within(dialog).queryByRole('button', { name: '记入草稿' })).toBeNull();
  expect(within(dialog).getByRole('textbox', { name: '事项名称' })).toBeDisabled();
});
