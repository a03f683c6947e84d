import { screen } from '@testing-library/react';
import axe from 'axe-core';
import { expect, test } from 'vitest';
import { failure } from '../../shared/contract/errors.ts';
import { sampleDesk } from '../../test/fakes/sample-desk.ts';
import { mountDesk } from '../testing/desk-rig.tsx';
import { SignIn } from './SignIn.tsx';

const session = { ...sampleDesk().session, operator: null };
const link = sampleDesk().link;

async function violations(): Promise<string[]> {
  const { violations: found } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  return found.map((each) => `${each.id}: ${each.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
}

test('whoever was here last only types the password; a number in small or wide letters is the same number', async () => {
  const { seat, user } = await mountDesk(<SignIn />, { session: { ...session, knownNumbers: ['1002', '1001'] } });
  expect(screen.getByRole('combobox', { name: '工号' })).toHaveValue('1002');
  expect(screen.getByLabelText('密码')).toHaveFocus();
  await user.clear(screen.getByRole('combobox', { name: '工号' }));
  await user.type(screen.getByRole('combobox', { name: '工号' }), 'ａ-7');
  await user.type(screen.getByLabelText('密码'), 'something{Enter}');
  expect(seat.callsOf('session.signIn')).toEqual([{ staffNumber: 'A-7', password: 'something' }]);
});

test('a missing field takes the focus instead of being sent', async () => {
  const { seat, user } = await mountDesk(<SignIn />, { session });
  await user.keyboard('1001{Enter}');
  expect(screen.getByLabelText('密码')).toHaveFocus();
  await user.keyboard('something');
  await user.clear(screen.getByRole('combobox', { name: '工号' }));
  await user.keyboard('{Enter}');
  expect(screen.getByRole('combobox', { name: '工号' })).toHaveFocus();
  expect(seat.callsOf('session.signIn')).toEqual([]);
});

test('a refusal says what happened and what to do, and how long to wait; the password is ready to be typed over', async () => {
  const answers = [
    failure('badSignIn'),
    { ok: false as const, error: { code: 'tooManyTries' as const, retryAfterMs: 7_200 } },
  ];
  const { user } = await mountDesk(<SignIn />, { session }, { 'session.signIn': () => answers.shift()! });
  await user.keyboard('1001{Tab}wrong one{Enter}');
  expect(await screen.findByRole('alert')).toHaveTextContent('工号或密码不对');
  expect(screen.getByRole('alert')).toHaveTextContent('忘记密码请找管理员重设');
  expect(screen.getByLabelText('密码')).toHaveFocus();
  await user.keyboard('another{Enter}');
  expect(await screen.findByText('请 8 秒后再试。', { exact: false })).toBeVisible();
  expect(await violations()).toEqual([]);
});

test('what is different today is said before anybody tries', async () => {
  await mountDesk(<SignIn />, {
    session: { ...session, locked: true, secretStore: false },
    link: { ...link, server: 'offline' },
  });
  const notes = screen.getByRole('list', { name: '说明' });
  for (const words of ['现在连不上服务器', '本机数据已加密，登录后打开', '没有系统密钥库']) {
    expect(notes).toHaveTextContent(words);
  }
  expect(await violations()).toEqual([]);
});

test('caps lock is pointed out while the password is typed', async () => {
  const { user } = await mountDesk(<SignIn />, { session: { ...session, knownNumbers: ['1001'] } });
  expect(screen.queryByText('大写锁定已打开')).toBeNull();
  await user.keyboard('{CapsLock}a');
  expect(screen.getByText('大写锁定已打开')).toBeVisible();
});
