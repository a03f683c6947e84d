import type Database from 'better-sqlite3';
import type { ErrorCode } from '../../shared/contract/errors.ts';
import type { Transfer } from '../../shared/entities/transfer.ts';
import { prepareList } from './sqlite-list.ts';
import { parseCase, parseDedication, parseTransfer, type BodyRow, type DedicationRow } from './rows.ts';
import { DUE_LOAD, WAITING_LOAD, type Need, type StoredResult, type WorkingSet } from './store.ts';

type ResultRow = { readonly id: string; readonly seat_id: string; readonly code: ErrorCode | null };
type CounterRow = { readonly name: string; readonly next: number };
type NumberedRow = BodyRow & { readonly number: number };

const inList = '(SELECT value FROM json_each(?))';

/** Loads what a commit names; lists travel as JSON, so that each statement is prepared once whatever its length. */
export function prepareLoad(database: Database.Database): (need: Need) => WorkingSet {
  const select = <T>(sql: string) => database.prepare<unknown[], T>(sql);
  const counters = select<CounterRow>(`SELECT name, next FROM counters WHERE name IN ${inList}`);
  const results = select<ResultRow>(`SELECT id, seat_id, code FROM results WHERE id IN ${inList}`);
  const byCode = select<{ id: string }>(`
    SELECT case_id AS id FROM transfers WHERE finished = 0 AND code IN ${inList}
    UNION SELECT id FROM cases WHERE stub_code IS NOT NULL AND stub_code IN ${inList}`);
  const cases = select<BodyRow>(`
    SELECT id, iif(line IS NULL, cases.body, log.body ->> '$.case') AS body FROM cases LEFT JOIN log ON log.seq = cases.line
    WHERE id IN ${inList} ORDER BY id`);
  const ofCases = select<NumberedRow>(`SELECT number, id, body FROM transfers WHERE case_id IN ${inList}`);
  const byId = select<NumberedRow>(`SELECT number, id, body FROM transfers WHERE id IN ${inList}`);
  const due = select<NumberedRow>(
    `SELECT number, id, body FROM transfers WHERE due_at <= ? ORDER BY due_at LIMIT ${DUE_LOAD}`,
  );
  const offered = select<NumberedRow>(`
    SELECT number, id, body FROM transfers
    WHERE to_id = ? AND waiting_offers IS NOT NULL AND (waiting_offers > 0) = 1`);
  const unoffered = select<NumberedRow>(`
    SELECT number, id, body FROM transfers
    WHERE to_id = ? AND waiting_offers IS NOT NULL AND (waiting_offers > 0) = 0
    ORDER BY danger DESC, clicked_at LIMIT ${WAITING_LOAD}`);
  const readList = prepareList(database);
  const dedications = select<DedicationRow>(`
    SELECT seat_id, centre_id, body FROM dedications WHERE centre_id IN ${inList} OR expires_at <= ?`);

  return (need) => {
    const list = (values: Iterable<string>): string => JSON.stringify([...values]);
    const caseIds = new Set(need.caseIds);
    if (need.codes.length > 0) {
      for (const { id } of byCode.all(list(need.codes), list(need.codes))) caseIds.add(id);
    }
    const rows = new Map<number, Transfer>();
    const add = (found: readonly NumberedRow[]): Transfer[] =>
      found.map((row) => {
        const transfer = rows.get(row.number) ?? parseTransfer(row);
        rows.set(row.number, transfer);
        return transfer;
      });
    if (caseIds.size > 0) add(ofCases.all(list(caseIds)));
    if (need.transferIds.length > 0) add(byId.all(list(need.transferIds)));
    const dueNow = need.dueAt === null ? [] : add(due.all(need.dueAt));
    const centreIds = new Set(need.centreIds);
    for (const transfer of rows.values()) centreIds.add(transfer.toCentreId);
    for (const centreId of centreIds) {
      add(offered.all(centreId));
      add(unoffered.all(centreId));
    }
    const names = list(['seq', ...need.counters]);
    const next = new Map(counters.all(names).map((row) => [row.name, row.next]));
    return {
      seq: (next.get('seq') ?? 1) - 1,
      results: loadResults(need.mutationIds.length > 0 ? results.all(list(need.mutationIds)) : []),
      cases: new Map((caseIds.size > 0 ? cases.all(list(caseIds)) : []).map((row) => [row.id, parseCase(row)])),
      transfers: new Map(
        [...rows].sort(([one], [other]) => one - other).map(([, transfer]) => [transfer.id, transfer]),
      ),
      dedications: new Map(
        dedications.all(list(centreIds), need.dueAt ?? -1).map((row) => [row.seat_id, parseDedication(row)]),
      ),
      counters: next,
      due: dueNow,
      shared: null,
      list: need.list && readList(need.list),
    };
  };
}

function loadResults(rows: readonly ResultRow[]): ReadonlyMap<string, StoredResult> {
  return new Map(rows.map((row) => [row.id, { seatId: row.seat_id, code: row.code }]));
}
