import path from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import { applyCaseChange, type Entry } from '../../../shared/contract/entries.ts';
import type { Case } from '../../../shared/entities/case.ts';
import type { Transfer } from '../../../shared/entities/transfer.ts';
import type { Told } from './told.ts';

type Read = { readonly cases: Map<string, Case>; readonly transfers: Map<string, Transfer> };

/** What a newly installed seat reads; a gap in the revs of a case or a number twice in the log would show here. */
export function readAll(entries: readonly Entry[]): Read {
  const cases = new Map<string, Case>();
  const transfers = new Map<string, Transfer>();
  let last = 0;
  for (const entry of entries) {
    expect(entry.seq).toBeGreaterThan(last);
    last = entry.seq;
    if (entry.kind === 'case') cases.set(entry.case.id, entry.case);
    if (entry.kind === 'transfer') transfers.set(entry.transfer.id, entry.transfer);
    if (entry.kind === 'caseGone') cases.delete(entry.caseId);
    if (entry.kind !== 'caseChange') continue;
    const before = cases.get(entry.caseId);
    expect(before?.rev, `a change of case ${entry.caseId}`).toBe(entry.change.rev - 1);
    if (before) cases.set(entry.caseId, applyCaseChange(before, entry.change));
  }
  return { cases, transfers };
}

/** Everything told stands once, in its order, under its number. */
export function everythingStands({ cases, transfers }: Read, told: Told): void {
  const ofCase = Map.groupBy(transfers.values(), (each) => each.caseId);
  for (const { caseId, seatId, orderNumber, narrative, transferId } of told.cases) {
    const item = cases.get(caseId);
    expect(item?.fields.narrative, `case ${caseId} of ${seatId}`).toBe(narrative);
    expect(Object.values(item?.orderNumbers ?? {})).toContain(orderNumber);
    if (transferId) expect((ofCase.get(caseId) ?? []).map((each) => each.id)).toEqual([transferId]);
  }
  for (const { seatId, transferId, caseId, number } of told.taken) {
    // Of two seats that took it at once while nobody could tell them, one was first, and the other is told so.
    if (transfers.get(transferId)?.accepted?.by.seatId !== seatId) continue;
    expect(Object.values(cases.get(caseId)?.orderNumbers ?? {}), `taken as ${number}`).toContain(number);
  }
  for (const { caseId, text } of told.notes) {
    const times = cases.get(caseId)?.notes.filter((each) => each.text === text).length;
    expect(times, `“${text}”`).toBe(1);
  }
  notesInOrder(cases);
  numbersOnce(cases);
}

/** A seat's notes on one case stand in the order in which its hands made them. */
function notesInOrder(cases: ReadonlyMap<string, Case>): void {
  for (const { id, notes } of cases.values()) {
    for (const [seatId, own] of Map.groupBy(notes, (each) => each.by.seatId)) {
      const counts = own.map(({ text }) => Number(text.split(' ').at(-1)));
      expect(counts, `notes of ${seatId} on ${id}`).toEqual(counts.toSorted((one, other) => one - other));
    }
  }
}

function numbersOnce(cases: ReadonlyMap<string, Case>): void {
  const holders = new Map<string, string>();
  for (const { id, orderNumbers } of cases.values()) {
    for (const number of Object.values(orderNumbers)) {
      expect(holders.get(number) ?? id, `number ${number}`).toBe(id);
      holders.set(number, id);
    }
  }
}

/** Whole, by SQLite's own word. */
export function isWhole(folder: string, file: string): void {
  const database = new Database(path.join(folder, file), { readonly: true });
  const found = `${file}: ${String(database.pragma('integrity_check', { simple: true }))}`;
  expect(found).toBe(`${file}: ok`);
  database.close();
}
