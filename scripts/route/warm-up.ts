import { defaultMatterList } from '../../shared/matter-list/default-list.ts';
import { suggest } from '../../shared/routing/suggest.ts';

const ROUNDS = 3;

/**
 * Unpacks model and list, and lets the engine translate what runs all day: both cost the first narratives of a process several milliseconds
 * each, and are no part of what a suggestion takes. The matters' own words serve as narratives.
 */
export function warmUp(): void {
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { zh, cues } of defaultMatterList.matters)
      suggest([zh, ...cues].join('，').slice(0, 100), { side: '12345' });
  }
}
