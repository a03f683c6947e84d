import { isDeepStrictEqual } from 'node:util';
import { readPosition, type Position } from '../../../electron/seat/ledger/position.ts';
import type { OutboxRow, SeatStore } from '../../../electron/seat/store/seat-store.ts';
import type { CaseFieldsPatch } from '../../../shared/entities/case.ts';
import type { Report } from './report.ts';
import type { ServerWatch } from './server-watch.ts';

/** What one seat's operator was told, and what that seat's disk holds of it at every moment. */
export type SeatWatch = {
  /** The answer to a call that wrote these outbox rows reached the operator. */
  readonly told: (mutationIds: readonly string[]) => void;
  readonly typed: (draftId: string, typed: CaseFieldsPatch | null) => void;
  readonly check: () => void;
  readonly rows: () => readonly OutboxRow[];
};

type Parts = {
  readonly report: Report;
  readonly seatId: string;
  readonly centreId: string;
  readonly disk: SeatStore;
  readonly server: ServerWatch;
  readonly epoch: () => string;
};

export function createSeatWatch({ report, seatId, centreId, disk, server, epoch }: Parts): SeatWatch {
  const { violated } = report;
  const told = new Map<string, OutboxRow>();
  const drafts = new Map<string, CaseFieldsPatch>();
  /** Pairs that were found equal: what did not change since need not be compared again. */
  const equal = new Map<string, readonly [unknown, unknown]>();

  /** Here to be sent, or at the server, or before the operator's eyes as refused: told is never nowhere. */
  function nothingLost(first: OutboxRow, at: Position): void {
    const row = disk.outbox.get(first.id);
    const result = server.resultOf(first.id);
    const what = `${first.body.name} ${first.id} of ${seatId}`;
    if (!row) {
      const dead = disk.dead.get(first.id);
      if (!dead) violated('lost', `${what} is nowhere`);
      // Refused before a restore and applied after it cannot be: what was refused is not sent again.
      else if (result === 'applied') violated('lost', `${what} was applied and is shown as refused (${dead.code})`);
      return;
    }
    if (row.state === 'held' || row.state === 'pending') return;
    // A seat that has not yet heard of the restore believes what the older life of the server said.
    if (at.epoch !== epoch()) return;
    if (result !== 'applied')
      violated('lost', `${what} counts as ${row.state}, but the server has it ${result ?? 'not'}`);
  }

  function same(key: string, mine: unknown, truth: unknown): void {
    if (mine === truth) return;
    const known = equal.get(key);
    if (known && known[0] === mine && known[1] === truth) return;
    if (isDeepStrictEqual(mine ?? null, truth ?? null)) equal.set(key, [mine, truth]);
    else violated('reading', `${seatId} has read up to the end and holds another ${key}`);
  }

  /** A seat that has read the whole log holds what it says, no more and no less. */
  function readsTruth(at: Position): void {
    if (at.epoch !== epoch() || at.scope !== `${centreId}:cases` || at.cursor !== server.head()) return;
    const truth = server.truthOf(centreId);
    for (const caseId of truth.everSeen)
      same(`case ${caseId}`, disk.cases.get(caseId)?.base ?? null, truth.cases.get(caseId) ?? null);
    // Of an empty log the seat knows only when it was told so: until then it goes by the list of before.
    if (at.cursor > 0) same('matter list', disk.lists.inForce(), truth.lists.at(-1));
    for (const [id, transfer] of truth.transfers) same(`transfer ${id}`, disk.transfers.get(id)?.base, transfer);
  }

  return {
    told: (mutationIds) => {
      for (const id of mutationIds) {
        const row = disk.outbox.get(id);
        if (row) told.set(id, row);
        else violated('lost', `${id} of ${seatId} was told and never written`);
      }
    },
    typed: (draftId, typed) => {
      if (typed && Object.keys(typed).length > 0) drafts.set(draftId, typed);
      else drafts.delete(draftId);
    },
    check: () => {
      const at = readPosition(disk);
      for (const row of told.values()) nothingLost(row, at);
      for (const [draftId, typed] of drafts)
        if (!isDeepStrictEqual(disk.drafts.get(draftId)?.typed, typed))
          violated('lost', `what was typed into draft ${draftId} of ${seatId}`);
      readsTruth(at);
    },
    rows: () => [...told.values()],
  };
}
