import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TellProvider, useTell } from './tell.tsx';
import type { Tell } from './tell.tsx';

let tell: Tell;
function Taker() {
  const mine = useTell();
  return (
    <button
      type="button"
      onClick={() => {
        tell = mine;
      }}
    >
      take
    </button>
  );
}
beforeEach(() => {
  vi.useFakeTimers();
  render(
    <TellProvider>
      <Taker />
    </TellProvider>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'take' }));
});
afterEach(() => {
  vi.useRealTimers();
});

test('everything told in passing closes by itself: news after 6 s, trouble after 12 s', () => {
  act(() => {
    tell.say('info', '消息');
    tell.failure({ code: 'phoneRefused' });
    tell.failure({ code: 'phoneRefused' });
  });
  expect(screen.getAllByRole('alert')).toHaveLength(1);
  act(() => vi.advanceTimersByTime(6_000));
  expect(screen.queryByText('消息')).toBeNull();
  expect(screen.getByRole('alert')).toBeVisible();
  act(() => vi.advanceTimersByTime(6_000));
  expect(screen.queryByRole('alert')).toBeNull();
});

test('what needs a person stays until that person is done with it', () => {
  act(() => tell.keep({ key: 'k', title: '同一编号用了两次', text: '请打开核对', caseId: null, loud: false }));
  act(() => vi.advanceTimersByTime(600_000));
  expect(screen.getByText('同一编号用了两次')).toBeVisible();
  fireEvent.click(screen.getByRole('button', { name: '知道了' }));
  expect(screen.queryByText('同一编号用了两次')).toBeNull();
});

test('no more than three stand at once', () => {
  act(() => {
    for (const title of ['一', '二', '三', '四']) tell.say('info', title);
  });
  expect(screen.getAllByRole('status')).toHaveLength(3);
  expect(screen.queryByText('一')).toBeNull();
});
