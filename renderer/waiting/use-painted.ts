import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';

/**
 * Runs `painted` once per `key` after the element really stood on a visible screen: the document is visible, the element lies in
 * the viewport, and two frames have passed since. This is what makes “已显示” true; nothing else may report it.
 */
export function usePainted<E extends HTMLElement = HTMLDivElement>(
  key: string,
  painted: (key: string) => void,
): RefObject<E | null> {
  const element = useRef<E>(null);
  const latest = useRef(painted);
  useEffect(() => {
    latest.current = painted;
  });

  useEffect(() => {
    const target = element.current;
    if (target === null) return undefined;
    let inView = false;
    let frame = 0;
    let done = false;

    function visible(): boolean {
      return inView && document.visibilityState === 'visible';
    }
    /** The second frame begins only after the first one was painted. */
    function check(): void {
      cancelAnimationFrame(frame);
      if (done || !visible()) return;
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(() => {
          if (done || !visible()) return;
          done = true;
          observer.disconnect();
          latest.current(key);
        });
      });
    }

    const observer = new IntersectionObserver(
      (entries) => {
        inView = entries.at(-1)?.isIntersecting ?? false;
        check();
      },
      { threshold: 0.5 },
    );
    observer.observe(target);
    document.addEventListener('visibilitychange', check);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      document.removeEventListener('visibilitychange', check);
    };
  }, [key]);
  return element;
}
