import { chordOf, everywhere, keyActions } from './key-map.ts';
import type { KeyAction, KeyMap } from './key-map.ts';

export type KeyHandler = (action: KeyAction) => void;
type Entry = { readonly actions: readonly KeyAction[]; readonly run: KeyHandler } | 'barrier';

export type KeyDispatcher = {
  readonly add: (actions: readonly KeyAction[], run: KeyHandler) => () => void;
  /** While it stands, only handlers added later hear their keys (a dialog over the desk); the phone's keys pass. */
  readonly addBarrier: () => () => void;
  /** In the capture phase, before any control can swallow it: everything but Esc. */
  readonly press: (event: KeyboardEvent) => void;
  /** In the bubble phase: a list or picker that is open closes first. */
  readonly pressClose: (event: KeyboardEvent) => void;
  readonly setMap: (map: KeyMap) => void;
};

/** An input method owns every key until it is done; Chromium says 229 for the key that ends it. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** One listener for the whole desk: the newest handler of an action hears it. */
export function createKeyDispatcher(initial: KeyMap): KeyDispatcher {
  let map = initial;
  const entries: { readonly entry: Entry }[] = [];

  function add(entry: Entry): () => void {
    const held = { entry };
    entries.push(held);
    return () => {
      const at = entries.indexOf(held);
      if (at >= 0) entries.splice(at, 1);
    };
  }

  function handlerOf(action: KeyAction): KeyHandler | null {
    for (const { entry } of entries.toReversed()) {
      if (entry === 'barrier') {
        if (!everywhere.has(action)) return null;
      } else if (entry.actions.includes(action)) return entry.run;
    }
    return null;
  }

  return {
    add: (actions, run) => add({ actions, run }),
    addBarrier: () => add('barrier'),
    setMap: (next) => {
      map = next;
    },
    press: (event) => {
      if (isComposing(event)) return;
      const pressed = chordOf(event);
      const action = keyActions.find((each) => map[each] === pressed);
      if (action === undefined || action === 'close') return;
      // F3, F6, F10, Ctrl+S … must never reach the browser, even while nothing listens.
      event.preventDefault();
      // A key held down must not click twice.
      if (!event.repeat) handlerOf(action)?.(action);
    },
    pressClose: (event) => {
      if (isComposing(event) || event.defaultPrevented || event.repeat) return;
      if (chordOf(event) === map.close) handlerOf('close')?.('close');
    },
  };
}
