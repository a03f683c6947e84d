import type { Matter, MatterList } from '../matter-list/matter-list.ts';
import { calmRoutes } from './decide.ts';
import type { Model } from './model/model.ts';
import type { Scores } from './model/score.ts';
import type { Match } from './scan.ts';
import { routes, type Route } from './types.ts';

/** A matter that leads put on the list after the model had learnt, and that the narrative names, decides by so much. */
const NEW_MATTER = 0.8;

/**
 * The list decides whose a matter is (T7), the model only which matter it is: what goes for a matter that was moved to another route goes
 * there with it. Nothing calm is gained from an emergency in this way.
 */
export function likelyByList(
  list: MatterList,
  model: Model,
  scores: Scores,
  named: ReadonlyMap<Matter, Match>,
): readonly number[] {
  const likely = [...scores.routes];
  const move = (from: Route, to: Route, part: number): void => {
    const [source, target] = [routes.indexOf(from), routes.indexOf(to)];
    likely[source] = (likely[source] ?? 0) - part;
    likely[target] = (likely[target] ?? 0) + part;
  };
  for (const matter of list.matters) {
    const at = model.matters.findIndex((id) => id === matter.id);
    if (at >= 0) {
      const learnt = model.matterRoutes[at];
      if (learnt === undefined || learnt === matter.route) continue;
      const sameRoute = model.matterRoutes.reduce(
        (sum, route, each) => sum + (route === learnt ? (scores.matters[each] ?? 0) : 0),
        0,
      );
      const share = sameRoute === 0 ? 0 : (scores.matters[at] ?? 0) / sameRoute;
      move(learnt, matter.route, (scores.routes[routes.indexOf(learnt)] ?? 0) * share);
    } else if (named.has(matter)) {
      for (const route of routes) {
        if (route === matter.route) continue;
        const isLoss = calmRoutes.has(matter.route) && !calmRoutes.has(route);
        if (!isLoss) move(route, matter.route, (likely[routes.indexOf(route)] ?? 0) * NEW_MATTER);
      }
    }
  }
  return likely;
}
