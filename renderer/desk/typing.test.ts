// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchTyping } from './typing.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function rig() {
  const field = document.body.appendChild(document.createElement('input'));
  const watch = watchTyping(document, () => Date.now());
  const told = vi.fn();
  const stop = watch.subscribe(told);
  const type = (): boolean => field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  return { field, watch, told, stop, type };
}

test('nobody hears of a key before the page has handled it: a repaint in between would take the key away', async () => {
  const { watch, told, stop, type } = rig();
  type();
  expect(watch.typing()).toBe(true);
  // Where React would repaint: between two listeners of one event the browser runs microtasks.
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  expect(told).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(told).toHaveBeenCalledOnce();
  stop();
});

test('typing ends three seconds after the last key, and a composition is typing as long as it lasts', () => {
  const { field, watch, told, stop, type } = rig();
  type();
  vi.advanceTimersByTime(2_000);
  type();
  vi.advanceTimersByTime(2_000);
  expect(watch.typing()).toBe(true);
  vi.advanceTimersByTime(1_100);
  expect(watch.typing()).toBe(false);
  expect(told).toHaveBeenCalledTimes(2);
  field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
  vi.advanceTimersByTime(60_000);
  expect([watch.composing(), watch.typing()]).toEqual([true, true]);
  field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
  expect(watch.composing()).toBe(false);
  stop();
});

test('once nobody listens nothing is told any more', () => {
  const { told, stop, type } = rig();
  type();
  stop();
  vi.advanceTimersByTime(10_000);
  expect(told).not.toHaveBeenCalled();
});
