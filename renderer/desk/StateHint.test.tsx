import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { sampleNow } from '../../test/fakes/sample-desk.ts';
import { mountDesk } from '../testing/desk-rig.tsx';
import { StateHint } from './StateHint.tsx';

const busy = { value: 'busy', since: sampleNow } as const;

test('a desk that begins 示忙 says that nothing comes, and one press makes it ready', async () => {
  const { seat, user } = await mountDesk(<StateHint />, { state: busy });
  expect(screen.getByRole('status')).toHaveTextContent('示忙中：不会分到转接');
  await user.click(screen.getByRole('button', { name: '恢复示闲' }));
  expect(seat.callsOf('desk.setState')).toEqual([{ state: 'idle' }]);
  expect(screen.queryByText(/示忙中/)).toBeNull();
});

test('who chooses 示忙 later knows what it means', async () => {
  const { seat } = await mountDesk(<StateHint />, { state: { value: 'idle', since: sampleNow - 1 } });
  seat.patchDesk({ state: busy });
  expect(screen.queryByText(/示忙中/)).toBeNull();
});
