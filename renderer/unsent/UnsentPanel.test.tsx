import { act, screen, within } from '@testing-library/react';
import axe from 'axe-core';
import { expect, test } from 'vitest';
import type { DeadLetter, UnsentRow } from '../../shared/contract/desk.ts';
import { success } from '../../shared/contract/errors.ts';
import { sampleDesk, sampleId, sampleNow } from '../../test/fakes/sample-desk.ts';
import { mountDesk } from '../testing/desk-rig.tsx';
import { UnsentPanel } from './UnsentPanel.tsx';

function letter(serial: number, change: Partial<DeadLetter> = {}): DeadLetter {
  return {
    mutationId: sampleId(serial),
    name: 'transfer.withdraw',
    caseId: sampleId(1),
    orderNumber: 'GD26000001',
    danger: false,
    code: 'alreadyTaken',
    madeAt: sampleNow - 60_000,
    refusedAt: sampleNow - 50_000,
    repairs: ['toldByPhone', 'handToLead', 'settled'],
    ...change,
  };
}

function waiting(serial: number, change: Partial<UnsentRow> = {}): UnsentRow {
  return {
    mutationId: sampleId(serial),
    name: 'case.create',
    caseId: sampleId(serial),
    orderNumber: `GD2600000${serial}`,
    danger: false,
    madeAt: sampleNow - 60_000,
    bytes: 700,
    why: 'queued',
    code: null,
    since: null,
    attempts: 0,
    nextAt: null,
    ...change,
  };
}

const panel = <UnsentPanel onClose={() => undefined} />;

test('what was refused is dealt with in words, and leaves only when the seat says so', async () => {
  const { seat, user } = await mountDesk(panel, { deadLetters: [letter(3)] });
  expect(await screen.findByText('已被其他坐席签收')).toBeVisible();
  await user.click(screen.getByRole('button', { name: '已电话告知' }));
  await user.keyboard('{Enter}');
  expect(seat.callsOf('outbox.repair')).toEqual([]);
  await user.keyboard('110 的陈刚{Enter}');
  expect(seat.callsOf('outbox.repair')).toEqual([{ mutationId: sampleId(3), how: 'toldByPhone', text: '110 的陈刚' }]);
  expect(screen.getByText('已被其他坐席签收')).toBeVisible();
  act(() => seat.patchDesk({ deadLetters: [] }));
  expect(await screen.findByText('没有被退的内容')).toBeVisible();
});

test('what can be sent again or edited is one press; the original can be read and copied', async () => {
  const { seat, user, container } = await mountDesk(
    panel,
    {
      deadLetters: [
        letter(3, {
          name: 'transfer.send',
          code: 'wrongOrder',
          danger: true,
          repairs: ['edit', 'sendAgain', 'settled'],
        }),
      ],
    },
    {
      'outbox.repair': ({ how }) => success({ draftId: how === 'edit' ? sampleId(901) : null }),
      'outbox.original': () => success({ text: '{ "name": "transfer.send" }' }),
    },
  );
  await user.click(await screen.findByRole('button', { name: '重新送出' }));
  await user.click(screen.getByRole('button', { name: '打开表单改后再送' }));
  expect(seat.callsOf('outbox.repair').map(({ how }) => how)).toEqual(['sendAgain', 'edit']);
  await user.click(screen.getByRole('button', { name: '原文' }));
  expect(await screen.findByRole('textbox', { name: /被退的原文/ })).toHaveValue('{ "name": "transfer.send" }');
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test('each change that waits says why, since when, how often it was tried and when next; totals first', async () => {
  // The desk's clocks turn at full seconds.
  const second = Math.floor(Date.now() / 1_000) * 1_000;
  const rows = [
    waiting(1, { danger: true, why: 'sending' }),
    waiting(2, { why: 'offline', since: Date.now() - 150_000 }),
    waiting(3, { why: 'serverBusy', code: 'busy', attempts: 3, nextAt: second + 1_500 }),
    waiting(4, { why: 'noNumber', orderNumber: '' }),
  ];
  const { link } = sampleDesk();
  await mountDesk(
    panel,
    { link: { ...link, unsent: { count: 4, danger: 1, oldestAt: 1, deadLetters: 0 } } },
    { 'outbox.list': () => success({ unsent: rows, deadLetters: [] }) },
  );
  expect(await screen.findByText(/共 4 项，涉及 4 件，约 3 KB/)).toBeVisible();
  expect(screen.getByText('紧急 1 项，先送')).toBeVisible();
  const items = screen
    .getAllByRole('listitem')
    .map((item) => within(item).getByText(/正在送出|没有网络|没有送成|编号/, { selector: '.unsent-why' }).textContent);
  expect(items[0]).toBe('正在送出');
  expect(items[1]).toMatch(/没有网络 · 自 .*起（2 分钟前）/);
  expect(items[2]).toMatch(/上一次没有送成，稍后再送 · .* · 已试 3 次 · [12] 秒内再试/);
  expect(items[3]).toMatch(/等待正式编号/);
});
