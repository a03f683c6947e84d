import type { Mutation } from '../contract/mutations.ts';
import { cueFault } from '../matter-list/cue-fault.ts';
import { defaultMatterList } from '../matter-list/default-list.ts';
import { fitsTheWire } from '../matter-list/published-list.ts';
import { decided, refuse, type Author, type Decision, type Knowledge } from './decision.ts';

/**
 * A list is published on top of the one that its author had before the eyes: two leads who change it at the same time must see each
 * other's change, not undo it (P39). What the product ships with is in force until one was published.
 */
export function decideList(
  { args }: Extract<Mutation, { name: 'list.publish' }>,
  { actor, role }: Author,
  know: Pick<Knowledge, 'listVersions'>,
  now: number,
): Decision {
  if (role !== 'lead') return refuse('forbidden');
  const { list, basedOn, note } = args;
  const versions = [defaultMatterList.version, ...know.listVersions()];
  if (basedOn !== versions.at(-1)) return refuse('listMoved');
  if (versions.includes(list.version)) return refuse('listVersionTaken');
  if (!fitsTheWire(list)) return refuse('tooLarge');
  if (list.matters.some(({ cues }) => cues.some((cue) => cueFault(cue) !== null))) return refuse('invalid');
  return decided({ kind: 'list', published: { list, basedOn, note, by: actor, at: now } });
}
