import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { failure } from '../../shared/contract/errors.ts';
import { routes } from '../../shared/routing/types.ts';
import type { Route } from '../../shared/routing/types.ts';
import { ActionBar } from '../form/ActionBar.tsx';
import { IntakeForm } from '../form/IntakeForm.tsx';
import { draftId, mountForm } from '../testing/form-rig.tsx';
import { SuggestionPanel } from './SuggestionPanel.tsx';

const desk = (
  <>
    <IntakeForm draftId={draftId} />
    <SuggestionPanel draftId={draftId} />
    <ActionBar draftId={draftId} />
  </>
);
const knife = '楼下有个男的拿着刀追人，我躲在车里';
const digitOf = (route: Route): string => `${routes.indexOf(route) + 1}`;

async function opened(narrative: string, suggested: string) {
  const made = await mountForm(desk, { fields: { narrative }, answers: { 'transfer.click': () => failure('busy') } });
  const area = await screen.findByLabelText('诉求或警情');
  await within(screen.getByRole('region', { name: '归属建议' })).findByText(suggested);
  await made.user.click(area);
  await made.user.keyboard('{Alt>}0{/Alt}');
  await screen.findByRole('dialog');
  return { ...made, area };
}

test('towards more urgency: the key of the list and one digit; the hand is back where it was', async () => {
  const { seat, user, area } = await opened('咨询社保怎么办', '12345 受理');
  await user.keyboard(digitOf('110'));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(area).toHaveFocus();
  await user.keyboard('{F8}');
  await waitFor(() => expect(seat.callsOf('transfer.click')).toEqual([{ draftId, route: '110', override: null }]));
});

test('towards less urgency: one digit more, the reason', async () => {
  const { seat, user } = await opened(knife, '110 受理');
  await user.keyboard(digitOf('12345'));
  expect(within(screen.getByRole('dialog')).getByRole('radio', { name: /受理为工单/ })).toBeChecked();
  await user.keyboard('3');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await user.keyboard('{F8}');
  await waitFor(() =>
    expect(seat.callsOf('transfer.click')).toEqual([
      { draftId, route: '12345', override: { reason: 'leadOrdered', text: '' } },
    ]),
  );
});

test('after Esc digits choose routes again, whatever was chosen before', async () => {
  const { user } = await opened(knife, '110 受理');
  await user.keyboard(digitOf('12345'));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await user.keyboard('{Alt>}0{/Alt}');
  await screen.findByRole('dialog');
  await user.keyboard(digitOf('110'));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(screen.getByRole('button', { name: /一键转接 110/ })).toBeVisible();
});

test('a digit in the remark is a digit', async () => {
  const { user } = await opened(knife, '110 受理');
  const remark = within(screen.getByRole('dialog')).getByRole('textbox');
  await user.type(remark, '3号楼');
  expect(remark).toHaveValue('3号楼');
  expect(screen.getByRole('dialog')).toBeInTheDocument();
});
