import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Link } from '../../shared/contract/desk.ts';
import { sampleDesk } from '../../test/fakes/sample-desk.ts';
import { mountDesk } from '../testing/desk-rig.tsx';
import { LinkBand } from './LinkBand.tsx';
import { LinkStatus } from './LinkStatus.tsx';

async function shown(change: Partial<Link>): Promise<{ top: string; band: string }> {
  const { container, unmount } = await mountDesk(
    <>
      <header>
        <LinkStatus />
      </header>
      <LinkBand />
    </>,
    { link: { ...sampleDesk().link, ...change } },
  );
  const answer = {
    top: screen.getByRole('banner').textContent ?? '',
    band: container.querySelector('.link-band')?.textContent ?? '',
  };
  unmount();
  return answer;
}

test.each([
  [{}, /^●服务器已连接/, /^$/],
  [{ strained: 'busy' }, /^◒服务器繁忙/, /来电照常受理.*自动重送/],
  [{ server: 'connecting', since: Date.now() - 95_000 }, /^◐服务器连接中1:[345]\d/, /正在连接服务器，来电照常受理/],
  [{ server: 'offline', since: Date.now() - 755_000 }, /^○服务器断开12:[345]\d/, /断开.*还可用 180 个正式编号/],
  [{ server: 'refused', refusal: 'oldProtocol' }, /^✕服务器拒绝/, /版本不一致.*照常受理.*存在本机.*告知值班长/],
] as const)('the server %o: one glance and one calm line', async (change, top, band) => {
  const said = await shown(change);
  expect(said.top).toMatch(top);
  expect(said.band).toMatch(band);
});

test('numbers: says how many are left, and at none that work goes on and the number follows', async () => {
  expect((await shown({ server: 'offline', numbersLeft: 7 })).band).toMatch(/只剩 7 个.*用完后照常受理/);
  expect((await shown({ server: 'offline', numbersLeft: 0 })).band).toMatch(/已用完，来电照常受理.*自动取号/);
});

test('a wrong clock is told from two minutes on, with its direction, and that nothing suffers', async () => {
  expect((await shown({ clockOffsetMs: 119_000 })).band).toBe('');
  expect((await shown({ clockOffsetMs: -86_400_000 })).band).toMatch(/快了约 1440 分钟.*不受影响/);
  expect((await shown({ clockOffsetMs: 180_000 })).band).toMatch(/慢了约 3 分钟/);
});
