import { applyCaseChange, type Entry } from '../../shared/contract/entries.ts';
import type { Case } from '../../shared/entities/case.ts';
import type { Transfer } from '../../shared/entities/transfer.ts';
import type { Effect, Knowledge } from '../../shared/decide/decision.ts';
import type { PublishedList } from '../../shared/matter-list/published-list.ts';
import { centresThatSee } from '../../shared/decide/visibility.ts';
import { isFinished } from '../../shared/transfer/machine.ts';
import { jsonTextOf } from '../json-text.ts';
import type { LogLine, WorkingSet } from '../store/store.ts';

type Numberless<T> = T extends { readonly seq: number } ? Omit<T, 'seq'> : never;
type PendingLine = { readonly audience: readonly string[]; readonly entry: Numberless<Entry> };
export type CaseOrTransferEffect = Exclude<Effect, { kind: 'dedicate' | 'list' }>;

/** A working set that is being changed: what earlier decisions of the same commit did is what later ones see. */
export type Draft = {
  readonly knowledge: Omit<Knowledge, 'centreOfSeat'>;
  readonly transfers: () => Iterable<Transfer>;
  readonly changedCases: () => Case[];
  readonly changedTransfers: () => Transfer[];
  /** Applies what follows from one decision and notes what each centre gets to read of it. */
  readonly record: (effects: readonly CaseOrTransferEffect[]) => void;
  /** A new version of the matter list, for every centre there is. */
  readonly publish: (published: PublishedList, centreIds: readonly string[]) => void;
  /** A centre that came later reads the list in force at a new number, as it would a case (P39). */
  readonly shareList: (centreIds: readonly string[]) => void;
  readonly lines: () => LogLine[];
};

export function createDraft(set: WorkingSet): Draft {
  const cases = new Map(set.cases);
  const transfers = new Map(set.transfers);
  const idsByCase = new Map<string, string[]>();
  const changedCases = new Set<string>();
  const changedTransfers = new Set<string>();
  const pending: (PendingLine | null)[] = [];
  const lineOfTransfer = new Map<string, number>();
  const versions = [...(set.list?.versions ?? [])];
  let inForce = set.list?.inForce ?? null;
  let listReaders: ReadonlySet<string> = set.list?.readers ?? new Set();
  for (const transfer of transfers.values()) indexTransfer(transfer);
  const stubIds = new Set([...cases.values()].filter((item) => item.stub).map((item) => item.id));

  function indexTransfer({ id, caseId }: Transfer): void {
    const ids = idsByCase.get(caseId);
    if (ids) ids.push(id);
    else idsByCase.set(caseId, [id]);
  }

  function transfersOf(caseId: string): Transfer[] {
    return (idsByCase.get(caseId) ?? []).flatMap((id) => transfers.get(id) ?? []);
  }

  /** Empty for a case that does not exist yet, or that no decision of this commit can change. */
  function readersOf(caseId: string): ReadonlySet<string> {
    const item = cases.get(caseId);
    return item ? centresThatSee(item, transfersOf(caseId)) : new Set();
  }

  function apply(effect: CaseOrTransferEffect): void {
    if (effect.kind === 'transfer') {
      if (!transfers.has(effect.transfer.id)) indexTransfer(effect.transfer);
      transfers.set(effect.transfer.id, effect.transfer);
      changedTransfers.add(effect.transfer.id);
      return;
    }
    const caseId = caseIdOfEffect(effect);
    const before = cases.get(caseId);
    if (effect.kind === 'case') {
      cases.set(caseId, effect.case);
      if (effect.case.stub) stubIds.add(caseId);
    } else if (before) cases.set(caseId, applyCaseChange(before, effect.change));
    changedCases.add(caseId);
  }

  function write(audience: readonly string[], entry: Numberless<Entry>): void {
    if (audience.length > 0) pending.push({ audience, entry });
  }

  /** Transfers travel whole, so of several states in one commit only the last is worth reading. */
  function writeTransfer(id: string): void {
    const transfer = transfers.get(id);
    if (!transfer) return;
    const earlier = lineOfTransfer.get(transfer.id);
    if (earlier !== undefined) pending[earlier] = null;
    lineOfTransfer.set(transfer.id, pending.length);
    write([transfer.fromCentreId, transfer.toCentreId], { kind: 'transfer', transfer });
  }

  function record(effects: readonly CaseOrTransferEffect[]): void {
    const caseIds = new Set(effects.map(caseIdOfEffect));
    const before = new Map([...caseIds].map((id) => [id, readersOf(id)]));
    effects.forEach(apply);
    const gone: (() => void)[] = [];
    for (const caseId of caseIds) {
      const item = cases.get(caseId);
      if (!item) continue;
      const had: ReadonlySet<string> = before.get(caseId) ?? new Set();
      const has = readersOf(caseId);
      // A centre reads the case before anything that is about it, and loses it after.
      write(
        [...has].filter((id) => !had.has(id)),
        { kind: 'case', case: item },
      );
      const kept = [...has].filter((id) => had.has(id));
      for (const effect of effects) {
        if (effect.kind === 'caseChange' && effect.caseId === caseId) write(kept, effect);
      }
      const lost = [...had].filter((id) => !has.has(id));
      gone.push(() => write(lost, { kind: 'caseGone', caseId }));
    }
    const moved = new Set(effects.flatMap((effect) => (effect.kind === 'transfer' ? [effect.transfer.id] : [])));
    for (const id of moved) writeTransfer(id);
    gone.forEach((run) => run());
  }

  function publish(published: PublishedList, centreIds: readonly string[]): void {
    versions.push(published.list.version);
    inForce = published;
    listReaders = new Set(centreIds);
    write(centreIds, { kind: 'list', published });
  }

  return {
    knowledge: {
      listVersions: () => versions,
      case: (id) => cases.get(id) ?? null,
      transfer: (id) => transfers.get(id) ?? null,
      transfersOf,
      transferByCode: (code, fromCentreId, toCentreId) =>
        [...transfers.values()].findLast(
          (each) =>
            each.code === code &&
            each.fromCentreId === fromCentreId &&
            each.toCentreId === toCentreId &&
            !isFinished(each),
        ) ?? null,
      stubByCode: (code, fromCentreId, centreId) =>
        [...stubIds]
          .flatMap((id) => cases.get(id) ?? [])
          .findLast(
            ({ stub, centreId: at }) =>
              at === centreId &&
              stub?.code === code &&
              stub.fromCentreId === fromCentreId &&
              stub.joinedCaseId === null,
          ) ?? null,
    },
    transfers: () => transfers.values(),
    changedCases: () => [...changedCases].flatMap((id) => cases.get(id) ?? []),
    changedTransfers: () => [...changedTransfers].flatMap((id) => transfers.get(id) ?? []),
    record,
    publish,
    shareList: (centreIds) => {
      const without = centreIds.filter((id) => !listReaders.has(id));
      if (inForce) write(without, { kind: 'list', published: inForce });
    },
    lines: () => pending.filter((line) => line !== null).map((line, index) => numbered(line, set.seq + 1 + index)),
  };
}

function caseIdOfEffect(effect: CaseOrTransferEffect): string {
  if (effect.kind === 'case') return effect.case.id;
  return effect.kind === 'transfer' ? effect.transfer.caseId : effect.caseId;
}

function numbered({ audience, entry }: PendingLine, seq: number): LogLine {
  const numberedEntry = { seq, ...entry } satisfies Entry;
  const text = textOfEntry(numberedEntry);
  return { entry: numberedEntry, audience, text, bytes: Buffer.byteLength(text) };
}

function textOfEntry(entry: Entry): string {
  if (entry.kind === 'case') return `{"seq":${entry.seq},"kind":"case","case":${jsonTextOf(entry.case)}}`;
  if (entry.kind === 'transfer')
    return `{"seq":${entry.seq},"kind":"transfer","transfer":${jsonTextOf(entry.transfer)}}`;
  return JSON.stringify(entry);
}
