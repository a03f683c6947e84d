import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { expect, test } from 'vitest';
import { failure, success } from '../../shared/contract/errors.ts';
import { emptyCaseFields, NARRATIVE_MAX } from '../../shared/entities/case.ts';
import type { Case } from '../../shared/entities/case.ts';
import { sampleCase, sampleCaseView, sampleId } from '../../test/fakes/sample-desk.ts';
import { draftId, mountForm } from '../testing/form-rig.tsx';
import { IntakeForm } from './IntakeForm.tsx';

const form = <IntakeForm draftId={draftId} />;
const narrative = (): Promise<HTMLTextAreaElement> => screen.findByLabelText('诉求或警情');
const caseId = sampleId(1);

test('what is typed is on the disk a moment later, and the screen says since when', async () => {
  const { user, stored } = await mountForm(form);
  await user.type(await narrative(), '小区停水三天');
  await waitFor(() => expect(stored().narrative).toBe('小区停水三天'));
  expect(await screen.findByText(/已存盘 \d\d:\d\d:\d\d/)).toBeVisible();
});

test('an input method is never disturbed: nothing sent, nothing rewritten until it is done', async () => {
  const { seat, stored } = await mountForm(form);
  const area = await narrative();
  await waitFor(() => expect(seat.callsOf('draft.save')).toHaveLength(1));
  act(() => area.focus());
  fireEvent.compositionStart(area);
  fireEvent.input(area, { target: { value: 'ting' } });
  fireEvent.input(area, { target: { value: "ting'shui" } });
  expect(area).toHaveValue("ting'shui");
  act(() => seat.send({ type: 'case', view: sampleCaseView(1) }));
  expect(area).toHaveValue("ting'shui");
  expect(seat.callsOf('draft.save')).toHaveLength(1);
  fireEvent.input(area, { target: { value: '停水' } });
  fireEvent.compositionEnd(area, { data: '停水' });
  await waitFor(() => expect(stored().narrative).toBe('停水'));
  expect(seat.callsOf('draft.save').map((each) => each['fields'])).toEqual([{}, { narrative: '停水' }]);
});

test('a repaint between the browser’s change and React’s hearing of it swallows no key', async () => {
  const { stored } = await mountForm(<Repainted />);
  const area = await narrative();
  fireEvent.input(area, { target: { value: '停' } });
  expect(area).toHaveValue('停');
  fireEvent.input(area, { target: { value: '停水' } });
  await waitFor(() => expect(stored().narrative).toBe('停水'));
});

/** As the desk's typing watch does: it hears a key first and repaints before the field's own handler runs. */
function Repainted(): ReactNode {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const repaint = (): void => flushSync(() => setCount((before) => before + 1));
    document.addEventListener('input', repaint, true);
    return () => document.removeEventListener('input', repaint, true);
  }, []);
  return (
    <div data-count={count}>
      <IntakeForm draftId={draftId} />
    </div>
  );
}

test('pasting above the bound is refused with words; the text before it stands', async () => {
  const full = '水'.repeat(NARRATIVE_MAX - 2);
  const { user } = await mountForm(form, { fields: { narrative: full } });
  const area = await narrative();
  await user.click(area);
  await user.paste('停水三天了');
  expect(area.value).toBe(full);
  expect(screen.queryByText(/超过 2000 字/)).toBeNull();
  expect(screen.getByRole('alert')).toHaveTextContent(`超过 ${NARRATIVE_MAX} 字`);
  await user.paste('好的');
  expect(area.value).toHaveLength(NARRATIVE_MAX);
  expect(screen.queryByRole('alert')).toBeNull();
});

test('a long narrative brings a hint, not a limit', async () => {
  await mountForm(form, { fields: { narrative: '水'.repeat(2_001) } });
  expect(await screen.findByText(/超过 2000 字，精简后/)).toBeVisible();
  expect(screen.getByText('2001 / 20000 字')).toBeVisible();
});

test('the seat process dies and comes back: typing goes on, nothing typed is lost', async () => {
  const { seat, user, stored } = await mountForm(form);
  const area = await narrative();
  await user.type(area, '停水');
  await waitFor(() => expect(stored().narrative).toBe('停水'));
  seat.setDown(true);
  act(() => seat.send({ type: 'seatDown', failure: null }));
  await user.type(area, '三天');
  expect(await screen.findByText('未存盘')).toBeVisible();
  expect(area).toHaveValue('停水三天');
  seat.setDown(false);
  act(() => seat.send({ type: 'seatUp' }));
  await waitFor(() => expect(stored().narrative).toBe('停水三天'));
  expect(await screen.findByText(/已存盘/)).toBeVisible();
});

test('a change from the other side flows in, also under a resting cursor, which stays at the end', async () => {
  const fields = { ...emptyCaseFields, narrative: '停水' };
  const view = (change: object, rev: number) =>
    sampleCaseView(1, { case: sampleCase(1, { fields: { ...fields, ...change }, rev }) });
  const { seat, user } = await mountForm(form, {
    caseId,
    fields,
    answers: { 'case.get': () => success({ view: view({}, 3) }) },
  });
  await user.click(await narrative());
  await waitFor(() => expect(seat.callsOf('case.get')).not.toHaveLength(0));
  act(() => seat.send({ type: 'case', view: view({ address: '和平街 3 号', narrative: '停水，有老人' }, 4) }));
  expect(screen.getByLabelText('事发地址')).toHaveValue('和平街 3 号');
  const area = await narrative();
  expect(area).toHaveValue('停水，有老人');
  expect(area.selectionStart).toBe(6);
  expect(screen.getAllByText('新')).toHaveLength(2);
  await user.keyboard('。已派');
  expect(area).toHaveValue('停水，有老人。已派');
  expect(screen.getAllByText('新')).toHaveLength(1);
  act(() => seat.send({ type: 'case', view: view({ address: '和平街 3 号', narrative: '停水，有老人和孩子' }, 5) }));
  expect(area).toHaveValue('停水，有老人。已派');
  expect(screen.getByText('对方改了这一项：…和孩子')).toBeVisible();
  await user.click(screen.getByRole('button', { name: '看两个值' }));
  expect(await screen.findByText('停水，有老人和孩子')).toBeInTheDocument();
  expect(area).toHaveFocus();
  await user.click(screen.getByLabelText('事发地址'));
  expect(screen.getByLabelText('事发地址').closest('.intake-field')).not.toHaveAttribute('data-fresh');
});

test('two values of one field: both are shown, one press settles it, and nothing else goes out with it', async () => {
  const by = { operatorId: 'op-sun', name: '孙磊', seatId: '110-03', centreId: 'xz-110' };
  const conflict = { field: 'address' as const, other: '长征街', by, at: 5, mutationId: sampleId(7), rev: 3 };
  const fields = { ...emptyCaseFields, address: '和平街' };
  const view = (change: Partial<Case>) => sampleCaseView(1, { case: sampleCase(1, { fields, ...change }) });
  const { seat, user } = await mountForm(form, {
    caseId,
    fields,
    answers: { 'case.get': () => success({ view: view({ conflicts: [conflict] }) }) },
  });
  await user.click(await screen.findByRole('button', { name: /两个值 事发地址：孙磊 也改过/ }));
  const group = await screen.findByRole('group', { name: '事发地址' });
  expect(group).toHaveTextContent('和平街');
  expect(group).toHaveTextContent('长征街');
  const saves = seat.callsOf('draft.save').length;
  await user.click(within(group).getAllByRole('button', { name: '用这个' })[1] ?? group);
  expect(seat.callsOf('case.settle')).toEqual([{ caseId, field: 'address', mutationId: sampleId(7), keep: 'other' }]);
  expect(seat.callsOf('draft.save')).toHaveLength(saves);
  expect(seat.callsOf('case.save')).toEqual([]);
  act(() => seat.send({ type: 'case', view: view({ fields: { ...fields, address: '长征街' }, rev: 4 }) }));
  expect(screen.queryByRole('button', { name: /也改过/ })).toBeNull();
  expect(screen.getByLabelText('事发地址')).toHaveValue('长征街');
});

test('everything is reached by Tab in reading order, narrative first', async () => {
  const { user } = await mountForm(form);
  act(() => document.getElementById('intake-narrative')?.blur());
  const reached: string[] = [];
  for (let step = 0; step < 24; step += 1) {
    await user.tab();
    const id = document.activeElement?.id ?? '';
    if (id.startsWith('intake-')) reached.push(id.replace('intake-', ''));
  }
  expect(reached).toEqual([
    'narrative',
    'dangerNow',
    'dead',
    'hurt',
    'trapped',
    'missing',
    'divisionCode',
    'townCode',
    'orderType',
    'level',
    'address',
    'landmark',
    'occurredAt',
    'confidential',
    'callerNumber',
    'callbackNumber',
    'callerName',
    'callerLocation',
    'note',
  ]);
});

test('by keyboard alone: danger, counts, a clock time', async () => {
  const { user, stored } = await mountForm(form);
  await user.click(await narrative());
  await user.tab();
  await user.keyboard(' ');
  expect(screen.getByRole('switch', { name: '正有危险' })).toBeChecked();
  await user.tab();
  await user.keyboard('2');
  await user.tab();
  await user.keyboard('{ArrowUp}{ArrowUp}{ArrowUp}');
  await user.click(screen.getByLabelText('今天几点几分'));
  await user.keyboard('0000{Enter}');
  const midnight = new Date();
  midnight.setHours(0, 0, 0, 0);
  await waitFor(() =>
    expect(stored()).toMatchObject({ dangerNow: true, dead: 2, hurt: 3, occurredAt: midnight.getTime() }),
  );
});

test('a county is found by its initials, and a town brings its county', async () => {
  const { user, stored } = await mountForm(form);
  await user.click(await screen.findByLabelText('县（市、区）'));
  await user.keyboard('fs');
  await waitFor(() => expect(screen.queryByTitle('忻府区')).toBeNull());
  await user.click(screen.getByTitle('繁峙县'));
  await waitFor(() => expect(stored().divisionCode).toBe('140924'));
  const county = screen.getByLabelText('县（市、区）');
  await user.click(county);
  await user.keyboard('yp');
  await waitFor(() => expect(screen.getAllByTitle('原平市').length).toBe(1));
  await user.click(screen.getByTitle('原平市'));
  await waitFor(() => expect(stored()).toMatchObject({ divisionCode: '140981', townCode: '' }));
});

test('initials and Enter choose a county even before its list is there', async () => {
  const { user, stored } = await mountForm(form);
  await narrative();
  act(() => screen.getByLabelText('县（市、区）').focus());
  await user.keyboard('xfq{Enter}');
  await waitFor(() => expect(stored().divisionCode).toBe('140902'));
  act(() => screen.getByLabelText('乡镇（街道）').focus());
  await user.keyboard('jyj{Enter}');
  await waitFor(() => expect(stored().townCode).toBe('140902005'));
  await user.keyboard('{Backspace}');
  await waitFor(() => expect(stored()).toMatchObject({ divisionCode: '140902', townCode: '' }));
});

test('numbers are grouped to be read and stored plain; other signs are refused with words', async () => {
  const { user, stored } = await mountForm(form, { fields: { callerNumber: '13800000000' } });
  const number = await screen.findByLabelText('来电号码');
  expect(number).toHaveValue('138 0000 0000');
  await user.click(number);
  expect(number).toHaveValue('13800000000');
  const back = screen.getByLabelText('回拨号码');
  await user.click(back);
  await user.paste('１３９ 0000-0000');
  expect(back).toHaveValue('1390000-0000');
  await user.type(back, 'x');
  expect(back).toHaveValue('1390000-0000');
  expect(screen.getByRole('alert')).toHaveTextContent('号码只能有数字');
  await waitFor(() => expect(stored().callbackNumber).toBe('1390000-0000'));
});

test('tabbing into a number selects it whole, so that typing replaces it', async () => {
  const { user, stored } = await mountForm(form, { fields: { callerNumber: '13800000000' } });
  const number = await screen.findByLabelText<HTMLInputElement>('来电号码');
  act(() => document.getElementById('intake-confidential')?.focus());
  await user.tab();
  expect(number).toHaveFocus();
  expect([number.value, number.selectionStart, number.selectionEnd]).toEqual(['13800000000', 0, 11]);
  await user.keyboard('0350');
  await waitFor(() => expect(stored().callerNumber).toBe('0350'));
});

test('problems stand beside their field in words', async () => {
  const { user } = await mountForm(form, {
    answers: {
      'draft.save': () =>
        success({
          savedAt: 1,
          problems: [{ field: 'callbackNumber', problem: 'phoneFormat' }],
          suggestion: {
            route: '12345',
            emergency: false,
            level: null,
            confidence: 0.1,
            reasons: [],
            counter: null,
            questions: [],
            listVersion: 't',
          },
        }),
    },
  });
  await user.type(await screen.findByLabelText('回拨号码'), '138');
  const field = screen.getByLabelText('回拨号码');
  await waitFor(() => expect(field).toHaveAccessibleDescription(/号码位数不对/));
  expect(field).toBeInvalid();
});

test('a note of an unsaved form saves it first; a note that fails keeps its text and says so', async () => {
  let broken = true;
  const { seat, user } = await mountForm(form, {
    answers: {
      'case.save': () => success({ caseId, orderNumber: 'GD1' }),
      'case.get': () => success({ view: sampleCaseView(1) }),
      'case.note': () => (broken ? failure('storeFull') : success({})),
    },
  });
  const note = await screen.findByRole('textbox', { name: '备注' });
  await user.type(note, '嫌疑人往北走了');
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(await screen.findByText(/备注没有发出/)).toBeVisible();
  expect(note).toHaveValue('嫌疑人往北走了');
  broken = false;
  await user.click(screen.getByRole('button', { name: /发送/ }));
  await waitFor(() => expect(note).toHaveValue(''));
  expect(seat.callsOf('case.note').at(-1)).toEqual({ caseId, text: '嫌疑人往北走了' });
  expect(seat.calls.findIndex((each) => each.name === 'case.save')).toBeLessThan(
    seat.calls.findIndex((each) => each.name === 'case.note'),
  );
});

test('110 has police classes, 12345 has order types', async () => {
  const { unmount } = await mountForm(form, { side: '110' });
  expect(await screen.findByLabelText('警情类别')).toBeVisible();
  expect(screen.queryByLabelText('诉求类型')).toBeNull();
  unmount();
  await mountForm(form);
  expect(await screen.findByLabelText('诉求类型')).toBeVisible();
});

test('a form that cannot be opened says so and opens when the seat is back', async () => {
  let broken = true;
  const { user } = await mountForm(form, {
    answers: {
      'draft.get': () =>
        broken
          ? failure('timeout')
          : success({
              draft: {
                id: draftId,
                caseId: null,
                callId: null,
                fields: { ...emptyCaseFields, narrative: '在的' },
                dirty: [],
                note: '',
                stub: null,
                createdAt: 1,
                savedAt: 1,
              },
            }),
    },
  });
  const again = await screen.findByRole('button', { name: '再试一次' });
  broken = false;
  await user.click(again);
  expect(await narrative()).toHaveValue('在的');
});

test('nothing for a screen reader to stumble over', async () => {
  const { container } = await mountForm(form, { fields: { narrative: '停水' } });
  await narrative();
  const checked = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  expect(
    checked.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html.slice(0, 200)).join(' | ')}`),
  ).toEqual([]);
  expect(within(container).getByRole('form', { name: '接报登记' })).toBeVisible();
});

/** The form of one call is put away, and taken again for the next. */
function NextCall(): ReactNode {
  const [id, setId] = useState<string | null>(draftId);
  return (
    <>
      <button type="button" onClick={() => setId(id === null ? sampleId(902) : null)}>
        换
      </button>
      <IntakeForm draftId={id} />
    </>
  );
}

test('the form that is put away hears nothing and carries nothing half typed to the next caller', async () => {
  const { user, container, seat } = await mountForm(<NextCall />);
  const clock = await screen.findByLabelText('今天几点几分');
  await user.type(clock, '99');
  act(() => screen.getByText('换').click());
  expect(screen.queryByLabelText('今天几点几分')).not.toBeVisible();
  expect(container.querySelector('.intake')?.contains(document.activeElement)).toBe(false);
  act(() => screen.getByText('换').click());
  await waitFor(() => expect(screen.getByLabelText('今天几点几分')).toBeVisible());
  expect(screen.getByLabelText('今天几点几分')).toBe(clock);
  expect(clock).toHaveValue('');
  expect(screen.queryByText(/请按 14:03/)).toBeNull();
  expect(seat.callsOf('draft.get').map((each) => each['draftId'])).toEqual([draftId, sampleId(902)]);
});
