import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { failure, success } from '../../shared/contract/errors.ts';
import { createFakeSeatBridge } from '../../test/fakes/fake-seat-bridge.ts';
import type { FakeAnswers, FakeSeatBridge } from '../../test/fakes/fake-seat-bridge.ts';
import {
  sampleCard,
  sampleCaseView,
  sampleDesk,
  sampleDraft,
  sampleDraftCard,
  sampleOperators,
  sampleTransferCard,
} from '../../test/fakes/sample-desk.ts';
import { Root } from '../Root.tsx';
import { createSeatClient } from '../seat/seat-client.ts';
import { fakeViewport } from '../testing/fake-viewport.ts';

// The accessibility engine walks the whole desk.
vi.setConfig({ testTimeout: 60_000 });

const draft = sampleDraft(1, {});
const cards = [sampleDraftCard(1, { id: draft.id, callerNumber: '13800000000', summary: '漏水' })];

beforeEach(() => {
  fakeViewport();
});
afterEach(() => {
  vi.restoreAllMocks();
});

function open(desk: Parameters<typeof createFakeSeatBridge>[0], answers: FakeAnswers = {}): FakeSeatBridge {
  const seat = createFakeSeatBridge(desk, answers);
  render(<Root client={createSeatClient(seat)} nonce="n" />);
  return seat;
}

/** Colours are checked in a real browser: jsdom paints nothing. */
async function violations(): Promise<string[]> {
  const { violations: found } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  return found.map((each) => `${each.id}: ${each.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
}

test('sign-in by keyboard leads to the workbench; signing out leads back', async () => {
  const user = userEvent.setup();
  const seat = open({ session: { ...sampleDesk().session, operator: null } });
  expect(await screen.findByRole('combobox', { name: '工号' })).toHaveFocus();
  expect(await violations()).toEqual([]);
  await user.keyboard('1002{Tab}right password{Enter}');
  expect(seat.callsOf('session.signIn')).toEqual([{ staffNumber: '1002', password: 'right password' }]);
  expect(await screen.findByRole('region', { name: '受理表单' })).toBeVisible();
  await user.keyboard('{Control>}k{/Control}');
  await user.keyboard('退出登录{Enter}');
  expect(await screen.findByRole('heading', { name: '登录坐席' })).toBeVisible();
});

test('the workbench with a form, transfers and a lost one has no accessibility violations', async () => {
  open({
    drafts: cards,
    transfers: [
      sampleTransferCard(1, { delivery: 'notDelivered', transfer: { danger: true, status: 'queued', storedAt: null } }),
      sampleTransferCard(2, { direction: 'in', offeredHere: true, transfer: { status: 'offered' } }),
      sampleTransferCard(3),
    ],
  });
  expect(await screen.findByRole('alert', { name: '未送达' })).toBeVisible();
  await screen.findByRole('textbox', { name: /诉求或警情/ });
  expect(await violations()).toEqual([]);
});

test('offline: the band tells that work goes on and how many numbers are left; nothing is disabled', async () => {
  const { link } = sampleDesk();
  const seat = open({ drafts: cards, link: { ...link, server: 'offline', unsent: { ...link.unsent, count: 3 } } });
  expect(await screen.findByText(/还可用 180 个正式编号/)).toBeVisible();
  expect(screen.getByText('服务器断开')).toBeVisible();
  expect(screen.getByRole('button', { name: /未送出 3/ })).toBeEnabled();
  act(() => seat.patchDesk({ link }));
  await waitFor(() => expect(screen.queryByText(/还可用/)).toBeNull());
});

test('a dead seat process leaves the form typeable under a band', async () => {
  const user = userEvent.setup();
  const seat = open({ drafts: cards });
  const narrative = await screen.findByRole('textbox', { name: /诉求或警情/ });
  seat.setDown(true);
  act(() => seat.send({ type: 'seatDown', failure: null }));
  expect(screen.getByText('坐席程序正在重新启动。')).toBeVisible();
  await user.type(narrative, '水管爆裂');
  expect(narrative).toHaveValue('水管爆裂');
  expect(screen.queryByText('服务器已连接')).toBeNull();
  expect(screen.getByText('连接状态未知')).toBeVisible();
  act(() => seat.send({ type: 'hostGone' }));
  expect(screen.getByText('坐席程序已停止，这里新录入的内容没有存盘。')).toBeVisible();
  expect(screen.queryByText(/恢复后自动补存/)).toBeNull();
});

test('when the seat cannot be opened the screen says so in words and can try again', async () => {
  const user = userEvent.setup();
  let broken = true;
  open({}, { 'desk.get': () => (broken ? failure('storeLocked') : success(sampleDesk())) });
  expect(await screen.findByText('本机存储被另一个坐席程序占用')).toBeVisible();
  broken = false;
  await user.click(screen.getByRole('button', { name: '重试' }));
  expect(await screen.findByRole('region', { name: '受理表单' })).toBeVisible();
});

test('F6 searches and opens a case beside the form; a note goes with Ctrl+Enter; Esc closes and keeps what was typed', async () => {
  const user = userEvent.setup();
  const seat = open(
    { drafts: cards },
    {
      'case.search': ({ text }) => {
        const hits = text === '' || text === '持刀' ? [{ card: sampleCard(1), excerpt: null }] : [];
        return success({ hits, next: null, behind: 0 });
      },
      'case.get': () => success({ view: sampleCaseView(1) }),
    },
  );
  await screen.findByRole('textbox', { name: /诉求或警情/ });
  await user.keyboard('{F6}');
  const box = await screen.findByRole('combobox', { name: '搜索案件' });
  await user.type(box, '持刀');
  await waitFor(() => expect(seat.callsOf('case.search').at(-1)).toEqual({ text: '持刀', limit: 50, before: null }));
  expect(await violations()).toEqual([]);
  await screen.findByRole('option');
  await user.keyboard('{Enter}');
  const panel = await screen.findByRole('complementary', { name: '案件' });
  const note = await within(panel).findByRole('textbox', { name: /追加备注/ });
  await user.type(note, '穿黑衣');
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('complementary', { name: '案件' })).toBeNull();
  await user.keyboard('{F6}');
  await screen.findByRole('option');
  await user.keyboard('{Enter}');
  const again = await screen.findByDisplayValue('穿黑衣');
  await user.click(again);
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(seat.callsOf('case.note')).toEqual([{ caseId: sampleCard(1).caseId, text: '穿黑衣' }]);
  await waitFor(() => expect(again).toHaveValue(''));
  expect(await violations()).toEqual([]);
});

test('a lead dedicates a seat with a reason and sees the alarm of nobody available', async () => {
  const user = userEvent.setup();
  const seat = open({
    session: { ...sampleDesk().session, operator: sampleOperators[2] ?? null },
    transfers: [sampleTransferCard(1, { transfer: { status: 'escalated', alarm: { at: 1, acknowledgedBy: [] } } })],
    board: [
      {
        seatId: '12345-02',
        centreId: 'xz-12345',
        online: true,
        operator: { id: 'op-zhao', name: '赵晨', role: 'operator' },
        state: 'idle',
        since: 1,
        dedicated: null,
        openOffers: 0,
      },
    ],
  });
  await user.click(await screen.findByRole('button', { name: '我来处理' }));
  expect(seat.callsOf('transfer.acknowledge')).toHaveLength(1);
  await user.click(screen.getByRole('button', { name: '坐席看板' }));
  await user.click(await screen.findByRole('button', { name: '设为专席' }));
  const dialog = await screen.findByRole('dialog', { name: '话务专席：坐席 12345-02' });
  await user.click(within(dialog).getByRole('button', { name: '设为专席，立即生效' }));
  expect(within(dialog).getByText('请写明原因，留作记录')).toBeVisible();
  await user.click(within(dialog).getByRole('radio', { name: '忻州市 110' }));
  await user.type(within(dialog).getByRole('textbox', { name: /原因/ }), '周末转接多{Enter}');
  await waitFor(() => expect(seat.callsOf('lead.dedicate')).toHaveLength(1));
  expect(seat.callsOf('lead.dedicate')[0]).toMatchObject({
    seatId: '12345-02',
    dedicated: { servesCentreId: 'xz-110', locatedAtCentreId: 'xz-110', reason: '周末转接多' },
  });
});

test('English and the dark theme come from the palette and are kept as preferences', async () => {
  const user = userEvent.setup();
  const seat = open({});
  await screen.findByRole('region', { name: '受理表单' });
  await user.keyboard('{Control>}k{/Control}');
  await user.keyboard('English{Enter}');
  expect(await screen.findByRole('region', { name: 'Intake form' })).toBeVisible();
  await user.keyboard('{Control>}k{/Control}');
  await user.keyboard('dark{Enter}');
  await waitFor(() => expect(document.documentElement.dataset['theme']).toBe('dark'));
  expect(seat.callsOf('preferences.set')).toEqual([
    { key: 'locale', value: 'en' },
    { key: 'theme', value: 'dark' },
  ]);
});
