import type { CaseFields } from '../../../shared/entities/case.ts';
import { suggest } from '../../../shared/routing/suggest.ts';
import type { CentreKind, RoutingContext, Suggestion } from '../../../shared/routing/types.ts';

export function suggestionFor(fields: CaseFields, side: CentreKind): Suggestion {
  const { dead, hurt, trapped, missing, dangerNow } = fields;
  const counted = { dead, hurt, trapped, missing };
  const people = Object.fromEntries(Object.entries(counted).filter(([, count]) => count !== null));
  const context: RoutingContext = { side, dangerNow, ...people };
  return suggest(fields.narrative, context);
}

/** Decides how soon silence is called NOT DELIVERED and what overtakes in the outbox; when in doubt, danger. */
export function isDanger(fields: CaseFields, suggestion: Suggestion): boolean {
  const people = [fields.dead, fields.hurt, fields.trapped, fields.missing];
  return suggestion.emergency || fields.dangerNow || people.some((count) => (count ?? 0) > 0);
}
