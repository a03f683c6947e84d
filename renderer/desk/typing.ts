/** How long after the last key a person still counts as typing. */
const PAUSE_MS = 3_000;

type Typing = {
  readonly composing: () => boolean;
  /** Composing, or a key within the last seconds. */
  readonly typing: () => boolean;
  /** Runs whenever one of the answers may have changed; the document is watched while anybody listens. */
  readonly subscribe: (listener: () => void) => () => void;
};

/** Watches the whole document, so that nothing on the desk is ever pulled away from under two typing hands. */
export function watchTyping(target: Document = document, now: () => number = () => performance.now()): Typing {
  let lastInput = Number.NEGATIVE_INFINITY;
  let composing = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();
  let telling: ReturnType<typeof setTimeout> | undefined;

  // In a task of its own: a repaint between the browser's change of a field and React's own hearing of it would write the old text
  // back, and the key would be lost.
  function tell(): void {
    clearTimeout(telling);
    telling = setTimeout(() => {
      for (const listener of listeners) listener();
    }, 0);
  }

  function touched(): void {
    const wasTyping = now() - lastInput < PAUSE_MS;
    lastInput = now();
    clearTimeout(timer);
    timer = setTimeout(tell, PAUSE_MS + 20);
    if (!wasTyping) tell();
  }
  function started(): void {
    composing = true;
    tell();
  }
  function ended(): void {
    composing = false;
    touched();
    tell();
  }

  function start(): void {
    target.addEventListener('input', touched, true);
    target.addEventListener('compositionstart', started, true);
    target.addEventListener('compositionend', ended, true);
  }
  function stop(): void {
    clearTimeout(timer);
    clearTimeout(telling);
    target.removeEventListener('input', touched, true);
    target.removeEventListener('compositionstart', started, true);
    target.removeEventListener('compositionend', ended, true);
  }

  return {
    composing: () => composing,
    typing: () => composing || now() - lastInput < PAUSE_MS,
    subscribe: (listener) => {
      if (listeners.size === 0) start();
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) stop();
      };
    },
  };
}
