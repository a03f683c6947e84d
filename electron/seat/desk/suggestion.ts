import type { CaseFields } from '../../../shared/entities/case.ts';
import { MATTERS_OF_SUGGESTION, type MatterList } from '../../../shared/matter-list/matter-list.ts';
import { suggest } from '../../../shared/routing/suggest.ts';
import type { CentreKind, RoutingContext, Suggestion } from '../../../shared/routing/types.ts';

type Asked = { readonly narrative: string; readonly context: RoutingContext; readonly list: MatterList };
/** The click asks for what the last keystroke's save was answered with: no citizen waits for it to be worked out again. */
let last: (Asked & { readonly suggestion: Suggestion }) | null = null;

export function suggestionFor(fields: CaseFields, side: CentreKind, list: MatterList): Suggestion {
  const { narrative } = fields;
  const context = contextOf(fields, side);
  if (last && last.narrative === narrative && last.list === list && isSame(last.context, context))
    return last.suggestion;
  const suggestion = suggest(narrative, context, list);
  last = { narrative, context, list, suggestion };
  return suggestion;
}

/** Matters of the list that a suggestion rests on; its other reasons are counted facts. */
export function mattersOf({ reasons }: Suggestion, { matters }: MatterList): string[] {
  const listed = new Set(matters.map(({ id }) => id));
  return [...new Set(reasons.map(({ item }) => item).filter((id) => listed.has(id)))].slice(0, MATTERS_OF_SUGGESTION);
}

/** What the form knows beside the words. */
export function contextOf(fields: CaseFields, side: CentreKind): RoutingContext {
  const { dead, hurt, trapped, missing, dangerNow } = fields;
  const counted = { dead, hurt, trapped, missing };
  const people = Object.fromEntries(Object.entries(counted).filter(([, count]) => count !== null));
  return { side, dangerNow, ...people };
}

function isSame(one: RoutingContext, other: RoutingContext): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
