import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Of the workers some compute while others wait for deadlines and for networks to come back: the seeds, which do nothing but compute,
 * begin beside the faults that wait most. All others follow as they would.
 */
const first = [
  'simulation/seeds-odd',
  'faults/backup-restore',
  'faults/network',
  'simulation/seeds-even',
  'faults/kill-nine',
  'faults/two-nodes',
  'faults/cluster',
  'faults/silent-node',
];

function placeOf({ moduleId }: TestSpecification): number {
  const at = first.findIndex((name) => moduleId.endsWith(`test/${name}.test.ts`));
  return at < 0 ? first.length : at;
}

/** A class, because that is what vitest asks for. */
export class OrderOfFiles extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}
