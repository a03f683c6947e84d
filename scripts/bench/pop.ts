import type { Page } from 'playwright-core';
import { knownNumber, openFilledDesk } from './desk-window.ts';
import { percentile, progress, round, type Figure } from './figure.ts';

const CASES = 10_000;

/**
 * A call rings → its form is painted with number and earlier calls. Measured in the window by its own clock, from before it asks the
 * simulated phone to ring to the task after the frame: the way to the seat and back is part of it. The floor is the same way and one
 * painted word, taken in turn.
 */
export async function benchPop(folder: string, calls: number): Promise<Figure> {
  const seat = await openFilledDesk(folder, CASES);
  try {
    const { page } = seat;
    await page.locator('.workbench').waitFor();
    const taken: number[] = [];
    const floors: number[] = [];
    // The first ones warm the engine up, as the first calls of a shift do.
    for (let call = -10; call < calls; call += 1) {
      const [floor, pop] = [await measureFloor(page), await measurePop(page, knownNumber(call + 100))];
      if (call < 0) continue;
      taken.push(pop);
      floors.push(floor);
      progress('pop', call + 1, calls);
    }
    const [p50, p99, floor50] = [percentile(taken, 0.5), percentile(taken, 0.99), percentile(floors, 0.5)];
    return {
      p50Ms: round(p50),
      p99Ms: round(p99),
      floor: { p50Ms: round(floor50), p99Ms: round(percentile(floors, 0.99)) },
      ratio: { p50: round(p50 / floor50) },
      cases: CASES,
      samples: taken.length,
    };
  } finally {
    await seat.close();
  }
}

/** Runs in the window: rings, waits until everything of the pop stands in the page and was painted, then lets the caller go. */
function measurePop(page: Page, number: string): Promise<number> {
  return page.evaluate(async (number) => {
    const ask = async (name: string, args: unknown): Promise<unknown> => {
      const body = JSON.stringify({ name, args });
      const response = await fetch('/seat/call', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body,
      });
      return Object(await response.json()).value;
    };
    const isShown = (): boolean => {
      const caller = document.querySelector<HTMLInputElement>('#intake-callerNumber')?.value.replaceAll(' ', '');
      const open = document.querySelector('.intake:not([hidden])') !== null;
      return open && caller === number && document.querySelector('.related li') !== null;
    };
    const isGone = (): boolean => document.querySelector('.intake:not([hidden])') === null;
    const when = (test: () => boolean) =>
      new Promise<void>((resolve) => {
        const look = (): void => {
          if (!test()) return;
          observer.disconnect();
          resolve();
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { subtree: true, childList: true, attributes: true });
        look();
      });
    const painted = () =>
      new Promise<void>((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => resolve());
        port1.start();
        requestAnimationFrame(() => port2.postMessage(null));
      });
    const began = performance.now();
    const rung = ask('phone.simulate', { number });
    await when(isShown);
    await painted();
    const ms = performance.now() - began;
    await ask('phone.command', { callId: Object(await rung).callId, command: 'hangup' });
    await when(isGone);
    return ms;
  }, number);
}

function measureFloor(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const began = performance.now();
    const body = JSON.stringify({ name: 'preferences.get', args: {} });
    const response = await fetch('/seat/call', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
    });
    await response.json();
    const word = document.createElement('p');
    word.textContent = '来电';
    document.body.append(word);
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => resolve());
      port1.start();
      requestAnimationFrame(() => port2.postMessage(null));
    });
    const ms = performance.now() - began;
    word.remove();
    return ms;
  });
}
