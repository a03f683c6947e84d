import { vi } from 'vitest';

export type FakeViewport = {
  /** Tells every observer whether its element stands in the viewport. */
  readonly scroll: (inView: boolean) => void;
  /** Paints `count` frames. */
  readonly paint: (count: number) => void;
  readonly setVisible: (visible: boolean) => void;
};

/** jsdom lays nothing out and paints nothing: a viewport and frames that the test turns by hand. */
export function fakeViewport(): FakeViewport {
  const observers = new Set<(inView: boolean) => void>();
  let frames = new Map<number, () => void>();
  let serial = 0;
  let visibility: DocumentVisibilityState = 'visible';
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      readonly #tell: (inView: boolean) => void;
      constructor(callback: (entries: { isIntersecting: boolean }[]) => void) {
        this.#tell = (isIntersecting) => callback([{ isIntersecting }]);
      }
      observe(): void {
        observers.add(this.#tell);
      }
      disconnect(): void {
        observers.delete(this.#tell);
      }
    },
  );
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => {
    serial += 1;
    frames.set(serial, run);
    return serial;
  });
  vi.stubGlobal('cancelAnimationFrame', (id: number) => frames.delete(id));
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visibility);
  return {
    scroll: (inView) => {
      for (const tell of observers) tell(inView);
    },
    paint: (count) => {
      for (let frame = 0; frame < count; frame += 1) {
        const due = frames;
        frames = new Map();
        for (const run of due.values()) run();
      }
    },
    setVisible: (visible) => {
      visibility = visible ? 'visible' : 'hidden';
      document.dispatchEvent(new Event('visibilitychange'));
    },
  };
}
