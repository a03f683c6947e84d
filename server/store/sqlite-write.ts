import type Database from 'better-sqlite3';
import type { Case } from '../../shared/entities/case.ts';
import { caseRow, transferRow } from './rows.ts';
import type { LogLine, Writes } from './store.ts';

/** The entity itself, not its id: a case that changed after its line was made is another. */
function linesOfCases(lines: readonly LogLine[]): ReadonlyMap<Case, number> {
  return new Map(lines.flatMap(({ entry }) => (entry.kind === 'case' ? [[entry.case, entry.seq] as const] : [])));
}

/** Writes what was decided; answers, for each centre that gets to read something, where it stood before. */
export function prepareWrite(database: Database.Database): (writes: Writes) => ReadonlyMap<string, number> {
  const previousOf = database
    .prepare<[string], number | null>('SELECT max(seq) FROM audience WHERE centre_id = ?')
    .pluck();
  const addLine = database.prepare('INSERT INTO log (seq, bytes, body) VALUES (?, ?, ?)');
  const addReader = database.prepare('INSERT INTO audience (centre_id, seq) VALUES (?, ?)');
  const putCase = database.prepare(`
    INSERT INTO cases (id, stub_code, line, body) VALUES (@id, @stubCode, @line, @body)
    ON CONFLICT (id) DO UPDATE SET stub_code = excluded.stub_code, line = excluded.line, body = excluded.body`);
  const putTransfer = database.prepare(`
    INSERT INTO transfers (id, case_id, to_id, code, danger, clicked_at, finished, waiting_offers, due_at, body)
    VALUES (@id, @caseId, @toId, @code, @danger, @clickedAt, @finished, @waitingOffers, @due, @body)
    ON CONFLICT (id) DO UPDATE SET finished = excluded.finished, waiting_offers = excluded.waiting_offers,
      due_at = excluded.due_at, body = excluded.body`);
  const putDue = database.prepare('UPDATE transfers SET due_at = ? WHERE id = ?');
  const putDedication = database.prepare(`
    INSERT INTO dedications (seat_id, centre_id, expires_at, body) VALUES (?, ?, ?, ?)
    ON CONFLICT (seat_id) DO UPDATE SET centre_id = excluded.centre_id, expires_at = excluded.expires_at, body = excluded.body`);
  const dropDedication = database.prepare('DELETE FROM dedications WHERE seat_id = ?');
  const putCounter = database.prepare(`
    INSERT INTO counters (name, next) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET next = excluded.next`);
  const addList = database.prepare('INSERT INTO lists (seq, version) VALUES (?, ?)');
  const addResult = database.prepare('INSERT INTO results (id, seat_id, code, at) VALUES (?, ?, ?, ?)');

  return (writes) => {
    const centres = new Set(writes.lines.flatMap((line) => line.audience));
    const previous = new Map([...centres].map((centreId) => [centreId, previousOf.get(centreId) ?? 0]));
    for (const { entry, audience, text, bytes } of writes.lines) {
      addLine.run(entry.seq, bytes, text);
      if (entry.kind === 'list') addList.run(entry.seq, entry.published.list.version);
      for (const centreId of audience) addReader.run(centreId, entry.seq);
    }
    const lineOf = linesOfCases(writes.lines);
    for (const item of writes.cases) {
      const line = lineOf.get(item) ?? null;
      putCase.run({ ...caseRow(item), line, ...(line === null ? {} : { body: '' }) });
    }
    for (const each of writes.transfers) putTransfer.run(transferRow(each));
    for (const { transferId, due } of writes.dues) putDue.run(due, transferId);
    for (const each of writes.dedications) {
      if (each.dedicated === null) dropDedication.run(each.seatId);
      else putDedication.run(each.seatId, each.centreId, each.dedicated.expiresAt, JSON.stringify(each.dedicated));
    }
    for (const [name, next] of writes.counters) putCounter.run(name, next);
    const last = writes.lines.at(-1);
    if (last) putCounter.run('seq', last.entry.seq + 1);
    for (const { id, seatId, code, at } of writes.results) addResult.run(id, seatId, code, at);
    return previous;
  };
}
