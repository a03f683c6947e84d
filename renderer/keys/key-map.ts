/** The one list of keys. A chord is written as it is shown: modifiers first, joined by `+`. */
export const defaultKeys = {
  answer: 'F2',
  hangup: 'F3',
  ready: 'Shift+F2',
  hold: 'F4',
  search: 'F6',
  suggestion: 'F7',
  oneClick: 'F8',
  accept: 'F9',
  return: 'F10',
  backlog: 'Shift+F9',
  palette: 'Ctrl+K',
  save: 'Ctrl+S',
  sendNote: 'Ctrl+Enter',
  question1: 'Alt+1',
  question2: 'Alt+2',
  question3: 'Alt+3',
  question4: 'Alt+4',
  question5: 'Alt+5',
  question6: 'Alt+6',
  question7: 'Alt+7',
  question8: 'Alt+8',
  question9: 'Alt+9',
  override: 'Alt+0',
  close: 'Esc',
} as const;

export type KeyAction = keyof typeof defaultKeys;
export type KeyMap = Readonly<Record<KeyAction, string>>;
export const keyActions = Object.keys(defaultKeys) as KeyAction[];

/** The phone stays in the hand whatever layer is open. */
export const everywhere: ReadonlySet<KeyAction> = new Set(['answer', 'hangup', 'hold']);

const preferencePrefix = 'key.';
const chord = /^((Ctrl|Alt|Shift)\+){0,3}(F([1-9]|1[0-2])|Esc|Enter|[A-Z0-9])$/;

/** Keys a seat has changed are kept as preferences `key.<action>`; what cannot be a chord is left out. */
export function keyMapOf(preferences: Readonly<Record<string, string>>): KeyMap {
  const changed = keyActions.flatMap((action): [KeyAction, string][] => {
    const value = preferences[preferencePrefix + action];
    return value !== undefined && chord.test(value) ? [[action, value]] : [];
  });
  return { ...defaultKeys, ...Object.fromEntries(changed) };
}

/** The chord of a key press, written as in the map. `code` for digits and letters, so that Alt and layouts do not change them. */
export function chordOf(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>,
): string {
  const physical = /^(?:Key|Digit)(.)$/.exec(event.code)?.[1];
  const key =
    physical ?? (event.key === 'Escape' ? 'Esc' : event.key.length === 1 ? event.key.toUpperCase() : event.key);
  const control = event.ctrlKey || event.metaKey;
  return `${control ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${event.shiftKey ? 'Shift+' : ''}${key}`;
}
