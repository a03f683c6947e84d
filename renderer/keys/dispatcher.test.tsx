import { expect, test, vi } from 'vitest';
import { createKeyDispatcher } from './dispatcher.ts';
import { chordOf, defaultKeys, keyMapOf } from './key-map.ts';

function press(init: KeyboardEventInit & { keyCode?: number }): KeyboardEvent {
  return new KeyboardEvent('keydown', { cancelable: true, ...init });
}

test('a key of the map runs its newest handler and never reaches the browser', () => {
  const keys = createKeyDispatcher(defaultKeys);
  const [older, newer] = [vi.fn(), vi.fn()];
  keys.add(['oneClick'], older);
  const remove = keys.add(['oneClick'], newer);
  const event = press({ key: 'F8', code: 'F8' });
  keys.press(event);
  expect(newer).toHaveBeenCalledWith('oneClick');
  expect(older).not.toHaveBeenCalled();
  expect(event.defaultPrevented).toBe(true);
  remove();
  keys.press(press({ key: 'F8', code: 'F8' }));
  expect(older).toHaveBeenCalledTimes(1);
  const unheard = press({ key: 'F6', code: 'F6' });
  keys.press(unheard);
  expect(unheard.defaultPrevented).toBe(true);
});

test('nothing fires during an IME composition, neither by flag nor by key code 229', () => {
  const keys = createKeyDispatcher(defaultKeys);
  const run = vi.fn();
  keys.add(['oneClick', 'save', 'close'], run);
  const composing = press({ key: 'F8', code: 'F8', isComposing: true });
  const ending = press({ key: 's', code: 'KeyS', ctrlKey: true, keyCode: 229 });
  for (const event of [composing, ending]) keys.press(event);
  keys.pressClose(press({ key: 'Escape', code: 'Escape', isComposing: true }));
  expect(run).not.toHaveBeenCalled();
  expect(composing.defaultPrevented).toBe(false);
});

test('a key held down clicks once', () => {
  const keys = createKeyDispatcher(defaultKeys);
  const run = vi.fn();
  keys.add(['oneClick'], run);
  keys.press(press({ key: 'F8', code: 'F8' }));
  keys.press(press({ key: 'F8', code: 'F8', repeat: true }));
  expect(run).toHaveBeenCalledTimes(1);
});

test('under a dialog the desk rests and the phone does not', () => {
  const keys = createKeyDispatcher(defaultKeys);
  const [click, answer, inside] = [vi.fn(), vi.fn(), vi.fn()];
  keys.add(['oneClick', 'save'], click);
  keys.add(['answer'], answer);
  const lift = keys.addBarrier();
  keys.add(['close'], inside);
  keys.press(press({ key: 'F8', code: 'F8' }));
  keys.press(press({ key: 'F2', code: 'F2' }));
  keys.pressClose(press({ key: 'Escape', code: 'Escape' }));
  expect([click.mock.calls.length, answer.mock.calls.length, inside.mock.calls.length]).toEqual([0, 1, 1]);
  lift();
  keys.press(press({ key: 'F8', code: 'F8' }));
  expect(click).toHaveBeenCalledTimes(1);
});

test('chords are read by the physical key, and a changed key must be a chord', () => {
  expect(chordOf(press({ key: '¡', code: 'Digit1', altKey: true }))).toBe('Alt+1');
  expect(chordOf(press({ key: 'k', code: 'KeyK', ctrlKey: true }))).toBe('Ctrl+K');
  expect(keyMapOf({ 'key.answer': 'F12', 'key.hangup': 'rm -rf' })).toMatchObject({ answer: 'F12', hangup: 'F3' });
});
