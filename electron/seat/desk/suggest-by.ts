import type { MatterList } from '../../../shared/matter-list/matter-list.ts';
import { suggest } from '../../../shared/routing/suggest.ts';
import type { RoutingContext, Suggestion } from '../../../shared/routing/types.ts';

/** The one place where a list reaches the engine. */
export function suggestBy(list: MatterList, narrative: string, context: RoutingContext): Suggestion {
  return { ...suggest(narrative, context), listVersion: list.version };
}
