import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Dedicated, SeatStatus } from '../../shared/entities/centre.ts';
import { sampleNow } from '../../test/fakes/sample-desk.ts';
import { mountDesk } from '../testing/desk-rig.tsx';
import { DedicateDialog } from './DedicateDialog.tsx';

const none = (): void => undefined;
const status = (dedicated: Dedicated | null): SeatStatus => ({
  seatId: '12345-02',
  centreId: 'xz-12345',
  operator: null,
  state: 'idle',
  since: sampleNow,
  dedicated,
  online: true,
  openOffers: 0,
});
const mount = (dedicated: Dedicated | null) =>
  mountDesk(<DedicateDialog seatId="12345-02" onClose={none} />, { board: [status(dedicated)] });

test('where only one centre can be served it is said, not asked; the seat may sit in either room', async () => {
  const { seat, user } = await mount(null);
  const serves = screen.getByRole('group', { name: '接哪个中心的转接' });
  expect(serves).toHaveTextContent('忻州市 110');
  expect(within(serves).queryByRole('radio')).toBeNull();
  await user.click(within(screen.getByRole('group', { name: '坐在哪里' })).getByRole('radio', { name: '忻州市 110' }));
  await user.type(screen.getByRole('textbox', { name: '原因' }), '夜班驻点');
  await user.click(screen.getByRole('button', { name: /设为专席/ }));
  expect(seat.callsOf('lead.dedicate')).toMatchObject([
    { seatId: '12345-02', dedicated: { servesCentreId: 'xz-110', locatedAtCentreId: 'xz-110', reason: '夜班驻点' } },
  ]);
});

test('a centre that it serves already stays to be chosen beside the counterpart', async () => {
  const { seat, user } = await mount({
    servesCentreId: 'wutai-110',
    locatedAtCentreId: 'xz-12345',
    reason: '县里',
    expiresAt: null,
  });
  const serves = screen.getByRole('group', { name: '接哪个中心的转接' });
  expect(within(serves).getByRole('radio', { name: 'wutai-110' })).toBeChecked();
  await user.click(within(serves).getByRole('radio', { name: '忻州市 110' }));
  await user.click(screen.getByRole('button', { name: /设为专席/ }));
  expect(seat.callsOf('lead.dedicate')).toMatchObject([{ dedicated: { servesCentreId: 'xz-110' } }]);
});
