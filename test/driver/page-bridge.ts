import type { Page } from 'playwright-core';

type HeardEvent = { readonly type: string };

/** The preload's bridge of an Electron window, used from outside as the renderer uses it. */
export function windowOf(page: Page) {
  return {
    call: (name: string, args: unknown): Promise<unknown> =>
      page.evaluate(([name, args]) => Object(window)['linkseat'].call(name, args), [name, args] as const),
    /** From now on every event is kept in the page. */
    listen: (): Promise<void> =>
      page.evaluate(() => {
        const kept: unknown[] = [];
        Object.assign(window, { heardEvents: kept });
        Object(window)['linkseat'].subscribe((event: unknown) => kept.push(event));
      }),
    /** Waits until `count` events of this type (that `test` agrees to) were heard. */
    heard: async (type: string, test: (event: HeardEvent) => boolean = () => true, count = 1): Promise<void> => {
      const deadline = performance.now() + 10_000;
      for (;;) {
        const events = await page.evaluate(() => Object(window)['heardEvents'] as HeardEvent[]);
        if (events.filter((event) => event.type === type && test(event)).length >= count) return;
        if (performance.now() > deadline)
          throw new Error(`no ${type} among ${JSON.stringify(events.map((event) => event.type))}`);
        await page.waitForTimeout(20);
      }
    },
  };
}
