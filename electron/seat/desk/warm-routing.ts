import type { MatterList } from '../../../shared/matter-list/matter-list.ts';
import { suggest } from '../../../shared/routing/suggest.ts';
import type { CentreKind } from '../../../shared/routing/types.ts';
import type { Clock } from '../ports.ts';

/** The window has its desk by then and paints it. */
const AFTER_DESK_MS = 300;
/** Long enough that every stage of the rules has worked once. */
const SAMPLE = '小区停水三天，物业不管，有两个人吵起来了';

/**
 * The model is unpacked and the list made ready once, which takes longer than a keystroke may: after the first desk was handed out, so
 * that neither the first paint nor the first word of a caller waits for it.
 */
export function createWarming(
  clock: Pick<Clock, 'after'>,
  side: CentreKind,
  today: () => MatterList,
): { desk: () => void; stop: () => void } {
  let cancel: (() => void) | null = null;
  return {
    desk: () => {
      cancel ??= clock.after(AFTER_DESK_MS, () => void suggest(SAMPLE, { side }, today()));
    },
    stop: () => cancel?.(),
  };
}
