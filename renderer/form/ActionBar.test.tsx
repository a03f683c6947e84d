import { act, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { failure, success } from '../../shared/contract/errors.ts';
import type { Result } from '../../shared/contract/errors.ts';
import type { CallValue } from '../../shared/contract/seat-api.ts';
import { centreKindSchema, routes } from '../../shared/routing/types.ts';
import { primaryAction } from '../../shared/transfer/primary-action.ts';
import { sampleCase, sampleCaseView, sampleId, sampleTransferCard } from '../../test/fakes/sample-desk.ts';
import { draftId, mountForm } from '../testing/form-rig.tsx';
import { wordsOf } from '../words/words.tsx';
import { ActionBar } from './ActionBar.tsx';
import { IntakeForm } from './IntakeForm.tsx';

const desk = (
  <>
    <IntakeForm draftId={draftId} />
    <ActionBar draftId={draftId} />
  </>
);
const knife = '楼下有个男的拿着刀追人';
const clicked: CallValue<'transfer.click'> = {
  caseId: sampleId(1),
  orderNumber: 'GD2026112300042',
  transferId: sampleId(501),
  code: '482913',
};
const primary = (): HTMLElement =>
  screen.getAllByRole('button').find((each) => each.getAttribute('aria-keyshortcuts') === 'F8') as HTMLElement;

test.each(centreKindSchema.options.flatMap((side) => routes.map((route) => [side, route] as const)))(
  'at %s the route %s has a named action and says what it will do, in both languages',
  (side, route) => {
    const { name } = primaryAction(route, side);
    for (const locale of ['zh', 'en'] as const) {
      const { t } = wordsOf(locale);
      expect(t(`action.${name}`)).toMatch(/\S/);
      expect(t(`bar.hint.${name}`)).toMatch(/\S/);
    }
  },
);

test('the words of the one action follow the suggestion', async () => {
  const { user } = await mountForm(desk);
  expect(await screen.findByText('受理为工单')).toBeVisible();
  await user.type(await screen.findByLabelText('诉求或警情'), knife);
  await waitFor(() => expect(primary()).toHaveTextContent('一键转接 110'));
  expect(screen.getByText('紧急')).toBeVisible();
  expect(screen.getByText('还没问是否同意转接，不影响转接')).toBeVisible();
  expect(primary()).toBeEnabled();
});

test('F8 sends the last keys first, then clicks once however often it is pressed, and shows the number', async () => {
  let answer: (result: Result<CallValue<'transfer.click'>>) => void = () => undefined;
  const { seat, user } = await mountForm(desk, {
    fields: { narrative: knife },
    answers: {
      'transfer.click': () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
      'case.get': () =>
        success({
          view: sampleCaseView(1, { case: sampleCase(1, { fields: { ...sampleCase(1).fields, narrative: knife } }) }),
        }),
    },
  });
  await waitFor(() => expect(primary()).toHaveTextContent('一键转接 110'));
  await user.type(screen.getByLabelText('事发地址'), '和平街');
  await user.keyboard('{F8}{F8}');
  await user.click(primary());
  await waitFor(() => expect(seat.callsOf('transfer.click')).toEqual([{ draftId, route: '110', override: null }]));
  expect(primary()).toBeDisabled();
  expect(screen.getByText('正在办理，请稍候')).toBeVisible();
  const order = seat.calls.map((each) => each.name);
  expect(order.lastIndexOf('draft.save')).toBeLessThan(order.indexOf('transfer.click'));
  await act(async () => answer(success(clicked)));
  expect(await screen.findByText('GD2026112300042')).toBeVisible();
  expect(screen.getByText(/^已存本机，服务器尚未收到/)).toBeVisible();
  await user.keyboard('{F8}');
  expect(seat.callsOf('transfer.click')).toHaveLength(1);
});

test('F8 before the suggestion has caught up with the last keys does nothing but say so; pressed again it does what it says', async () => {
  const { seat, user } = await mountForm(desk, { answers: { 'transfer.click': () => success(clicked) } });
  await user.click(await screen.findByLabelText('诉求或警情'));
  // At once: typed key by key on a busy machine the suggestion would keep up.
  await user.paste(knife);
  await user.keyboard('{F8}');
  expect(await screen.findByText(/建议刚刚变为“一键转接 110”/)).toBeVisible();
  expect(seat.callsOf('transfer.click')).toEqual([]);
  await user.keyboard('{F8}');
  await waitFor(() => expect(seat.callsOf('transfer.click')).toEqual([{ draftId, route: '110', override: null }]));
});

test('after a return the action is free again', async () => {
  const returned = sampleTransferCard(1, { transfer: { status: 'returned' } });
  const view = sampleCaseView(1, {
    case: sampleCase(1, { fields: { ...sampleCase(1).fields, narrative: knife } }),
    transfers: [returned],
  });
  await mountForm(desk, {
    caseId: sampleId(1),
    fields: { narrative: knife },
    answers: { 'case.get': () => success({ view }) },
  });
  await waitFor(() => expect(primary()).toHaveTextContent('一键转接 110'));
  expect(primary()).toBeEnabled();
});

test('a click that fails says what happened and what to do, and can be pressed again', async () => {
  const { user } = await mountForm(desk, {
    fields: { narrative: knife },
    answers: { 'transfer.click': () => failure('storeFull') },
  });
  await waitFor(() => expect(primary()).toHaveTextContent('一键转接 110'));
  await user.keyboard('{F8}');
  expect(await screen.findByRole('alert')).toHaveTextContent('没有办成');
  expect(primary()).toBeEnabled();
});

test('a disk that does not take the last keys does not hold the click back', async () => {
  let broken = false;
  const { seat, user } = await mountForm(desk, {
    fields: { narrative: knife },
    answers: {
      'draft.save': () =>
        broken
          ? failure('storeFull')
          : success({
              savedAt: 1,
              problems: [],
              suggestion: {
                route: '110',
                emergency: true,
                level: 'general',
                confidence: 0.9,
                reasons: [],
                counter: null,
                questions: [],
                listVersion: 't',
              },
            }),
      'transfer.click': () => success(clicked),
    },
  });
  await waitFor(() => expect(primary()).toHaveTextContent('一键转接 110'));
  broken = true;
  await user.type(screen.getByLabelText('事发地址'), '和');
  await user.keyboard('{F8}');
  await waitFor(() => expect(seat.callsOf('transfer.click')).toHaveLength(1));
});

test('Ctrl+S saves and shows the number to read to the caller', async () => {
  const { seat, user } = await mountForm(desk, {
    answers: { 'case.save': () => success({ caseId: sampleId(1), orderNumber: 'GD2026112300007' }) },
  });
  await user.type(await screen.findByLabelText('诉求或警情'), '停水');
  await user.keyboard('{Control>}s{/Control}');
  expect(await screen.findByText('GD2026112300007')).toBeVisible();
  expect(screen.getByText('已保存')).toBeVisible();
  expect(seat.callsOf('case.save')).toEqual([{ draftId }]);
});

test('an ambulance matter shows the number to dial', async () => {
  const { seat, user } = await mountForm(desk, {
    fields: { narrative: '老人突然倒地没有呼吸了' },
    answers: {
      'transfer.click': () => success({ ...clicked, transferId: null, code: '' }),
      'phone.dial': () => success({}),
    },
  });
  await waitFor(() => expect(primary()).toHaveTextContent('联动 120 急救'));
  await user.keyboard('{F8}');
  // What is recorded here tells nobody there: the words say so until a person has called.
  await screen.findByText(/还没有人通知对方（联动 120 急救）/);
  await user.click(await screen.findByRole('button', { name: '拨打 120' }));
  expect(seat.callsOf('phone.dial')).toEqual([{ number: '120' }]);
});

test('what is neither side’s shows the words of guidance and closes', async () => {
  const { seat, user } = await mountForm(desk, {
    fields: { narrative: '想问明天会不会下雨' },
    answers: {
      'draft.save': () =>
        success({
          savedAt: 1,
          problems: [],
          suggestion: {
            route: 'neither',
            emergency: false,
            level: null,
            confidence: 0.8,
            reasons: [],
            counter: null,
            questions: [],
            listVersion: 't',
          },
        }),
      'transfer.click': () => success({ ...clicked, transferId: null, code: '' }),
    },
  });
  await waitFor(() => expect(primary()).toHaveTextContent('引导解释'));
  await user.keyboard('{F8}');
  expect(await screen.findByText(/不属于 12345 和 110 的受理范围/)).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: '已解释，办结' }));
  expect(seat.callsOf('case.close')).toEqual([{ caseId: sampleId(1), text: '已引导解释' }]);
});

test('an empty form registers at the own centre in a calm button, and can still be sent on at once', async () => {
  const { seat, user } = await mountForm(desk, {
    side: '110',
    answers: { 'transfer.click': () => failure('busy') },
  });
  await waitFor(() => expect(primary()).toBeEnabled());
  await waitFor(() => expect(seat.callsOf('draft.save')).not.toHaveLength(0));
  expect(primary()).toHaveTextContent('受理并派警');
  expect(primary()).not.toHaveClass('ant-btn-primary');
  await user.type(screen.getByLabelText('诉求或警情'), '想咨询医保报销');
  await waitFor(() => expect(primary()).toHaveTextContent('一键转接 12345'));
  expect(primary()).toHaveClass('ant-btn-primary');
});
