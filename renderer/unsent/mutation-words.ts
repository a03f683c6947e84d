import type { MutationName } from '../../shared/contract/mutations.ts';
import type { WordKey, Words } from '../words/words.tsx';

const keys = {
  'case.create': 'mutation.case.create',
  'case.edit': 'mutation.case.edit',
  'case.note': 'mutation.case.note',
  'case.override': 'mutation.case.override',
  'case.handle': 'mutation.case.handle',
  'case.close': 'mutation.case.close',
  'transfer.send': 'mutation.transfer.send',
  'transfer.seen': 'mutation.transfer.seen',
  'transfer.accept': 'mutation.transfer.accept',
  'transfer.return': 'mutation.transfer.return',
  'transfer.withdraw': 'mutation.transfer.withdraw',
  'transfer.settle': 'mutation.transfer.settle',
  'transfer.progress': 'mutation.transfer.progress',
  'transfer.acknowledge': 'mutation.transfer.acknowledge',
  'lead.dedicate': 'mutation.lead.dedicate',
  'list.publish': 'mutation.list.publish',
} as const satisfies Record<MutationName, WordKey>;

/** The name comes from a store that may be older than this program. */
export function mutationWords(name: string, t: Words['t']): string {
  const known: Readonly<Record<string, WordKey>> = keys;
  return t(known[name] ?? 'mutation.other');
}
