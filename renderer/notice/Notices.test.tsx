import { act, screen, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { success } from '../../shared/contract/errors.ts';
import { sampleCaseView, sampleId } from '../../test/fakes/sample-desk.ts';
import { PreferencesProvider } from '../seat/preferences.tsx';
import { Sounds } from '../sound/Sounds.tsx';
import { playTone } from '../sound/tones.ts';
import { mountForm } from '../testing/form-rig.tsx';
import { WaitingList } from '../waiting/WaitingList.tsx';
import { Notices } from './Notices.tsx';

vi.mock('../sound/tones.ts', () => ({ playTone: vi.fn() }));

const desk = (
  <PreferencesProvider>
    <WaitingList />
    <Notices />
    <Sounds />
  </PreferencesProvider>
);

test('a case from 较大 on stands in the list by its name and sounds until a person is done with it', async () => {
  const { seat, user } = await mountForm(desk, { answers: { 'case.get': () => success({ view: sampleCaseView(1) }) } });
  expect(playTone).not.toHaveBeenCalled();
  act(() => seat.send({ type: 'notice', code: 'caseMajor', about: sampleId(1), failure: null }));
  const told = (await screen.findByText('重大事件')).closest<HTMLElement>('.waiting-item');
  if (!told) throw new Error('it does not stand in the list');
  expect(told).toHaveTextContent('110 先处置，12345 协调');
  expect(within(told).getByRole('button', { name: /查\s?看/ })).toBeVisible();
  expect(vi.mocked(playTone).mock.calls.map(([tone]) => tone)).toEqual(['danger']);
  await user.click(within(told).getByRole('button', { name: '知道了' }));
  expect(screen.queryByText('重大事件')).toBeNull();
});
