import { screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import type { SearchHit } from '../../shared/contract/seat-api.ts';
import { failure, success } from '../../shared/contract/errors.ts';
import { sampleCard } from '../../test/fakes/sample-desk.ts';
import { mountDesk } from '../testing/desk-rig.tsx';
import { fakeViewport } from '../testing/fake-viewport.ts';
import { SearchDialog } from './SearchDialog.tsx';

beforeEach(() => {
  fakeViewport();
});

const hit = (serial: number, part: Partial<SearchHit> = {}): SearchHit => ({
  card: sampleCard(serial),
  excerpt: null,
  ...part,
});
const nothing = (): void => undefined;
const line = (): Promise<HTMLElement> => screen.findByRole('combobox', { name: '搜索案件' });

test('lights up what was looked for, also where the number is written in groups and where it stands further down', async () => {
  const card = sampleCard(1, { callerNumber: '13800001234', address: '和平街一号' });
  const { user } = await mountDesk(
    <SearchDialog onClose={nothing} />,
    {},
    {
      'case.search': ({ text }) => {
        const excerpts: Partial<Record<string, string>> = { 衣柜: '…孩子躲在衣柜里…' };
        return success({ hits: text === '' ? [] : [{ card, excerpt: excerpts[text] ?? null }], next: null, behind: 0 });
      },
    },
  );
  const marked = (): (string | null)[] => [...document.querySelectorAll('mark')].map((mark) => mark.textContent);
  await user.type(await line(), '00001234');
  await waitFor(() => expect(marked()).toEqual(['0000 1234']));
  await user.clear(await line());
  await user.type(await line(), '衣柜');
  await waitFor(() => expect(marked()).toEqual(['衣柜']));
  expect(screen.getByText('共 1 件，新的在前')).toBeVisible();
});

test('goes on further back by keyboard, and says that there is more', async () => {
  const { user, seat } = await mountDesk(
    <SearchDialog onClose={nothing} />,
    {},
    {
      'case.search': ({ before }) =>
        success(
          before === null ? { hits: [hit(1), hit(2)], next: 41, behind: 0 } : { hits: [hit(3)], next: null, behind: 0 },
        ),
    },
  );
  await user.type(await line(), '水');
  expect(await screen.findByText('最新的 2 件，后面还有')).toBeVisible();
  await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  expect(await screen.findByText('共 3 件，新的在前')).toBeVisible();
  expect(seat.callsOf('case.search').at(-1)).toEqual({ text: '水', limit: 50, before: 41 });
  expect(screen.getAllByRole('option')).toHaveLength(3);
});

test('tells honestly what was not searched yet, and looks again by itself', async () => {
  let behind = 12_000;
  const { user } = await mountDesk(
    <SearchDialog onClose={nothing} />,
    {},
    {
      'case.search': () => success({ hits: behind > 0 ? [] : [hit(1)], next: null, behind }),
    },
  );
  await user.type(await line(), '水');
  expect(await screen.findByText(/有 12000 件暂未查到/)).toBeVisible();
  behind = 0;
  expect(await screen.findByText('共 1 件，新的在前', {}, { timeout: 5_000 })).toBeVisible();
});

test('a slow search is said, a failed one as well, and an answer to an older word replaces nothing', async () => {
  const answers = new Map<string, (result: ReturnType<typeof success>) => void>();
  const { user } = await mountDesk(
    <SearchDialog onClose={nothing} />,
    {},
    {
      'case.search': ({ text }) =>
        text === '坏'
          ? failure('storeFailed')
          : (new Promise((resolve) => answers.set(text, resolve as never)) as never),
    },
  );
  await user.type(await line(), '水');
  expect(await screen.findByText('还在查找，请稍候')).toBeVisible();
  await user.clear(await line());
  await user.type(await line(), '坏');
  expect(await screen.findByText('本机磁盘读写出错，没有保存上')).toBeVisible();
  answers.get('水')?.(success({ hits: [hit(1)], next: null, behind: 0 }));
  await waitFor(() => expect(screen.queryAllByRole('option')).toEqual([]));
});
