import Database from 'better-sqlite3';
import { z } from 'zod';
import { leaseKindSchema } from '../../../shared/contract/wire.ts';
import { roleSchema } from '../../../shared/entities/centre.ts';
import { idSchema } from '../../../shared/entities/primitives.ts';
import { HEALED, type Salvaged } from './healed.ts';
import { readableRows, type PlainRow } from './readable-rows.ts';
import { placeOf, type Vault } from './vault.ts';
import { readHeaderRow, unlock } from './vault-header.ts';

/** What the last changes before the damage may have used of a block: order numbers never repeat. */
const NUMBERS_SKIPPED = 20;
/** Cursor and news belong to what was pulled, which comes anew. */
const notKept = new Set(['position', 'unreadable', HEALED]);

const leaseSchema = z
  .object({ kind: leaseKindSchema, epoch: idSchema, next: z.int().min(0), last: z.int().min(0) })
  .refine(({ next, last }) => next <= last + 1);
/** Sent again it does no harm (P4); forgotten it would. */
const stateSchema = z.enum(['held', 'pending', 'acked', 'done']).catch('pending');
const openedSchema = z.record(z.string(), z.unknown());

/** Opens what is sealed, or takes what lies in the clear (the first schema); null for what is neither. */
type Reader = (row: PlainRow, table: string, id: string, column: string) => string | null;

/**
 * Copies what can be read into a new store; cases and transfers are left out: the server has them. It has the matter list, too, but a seat
 * that is offline goes on by the one it had. `time` in ms.
 */
export function salvage(file: string, into: Database.Database, vault: Vault, key: Buffer, time: number): Salvaged {
  const nothing = { unsent: 0, drafts: 0, deadLetters: 0, numbers: 0, whole: false };
  let from: Database.Database | null = null;
  try {
    from = new Database(file, { readonly: true });
    // Else SQLite reads nothing at all of a file that is shorter than its first page says.
    from.unsafeMode().pragma('writable_schema = ON');
    const old = from;
    return into.transaction(() => {
      const salvaged = copy(old, into, vault, readerOf(old, vault, key));
      keepPlaces(old, into, time);
      return salvaged;
    })();
  } catch {
    keepPlaces(null, into, time);
    return nothing;
  } finally {
    from?.close();
  }
}

function readerOf(from: Database.Database, vault: Vault, key: Buffer): Reader {
  let own: Vault | null = null;
  try {
    const header = readHeaderRow(from);
    own = header && unlock(key, header);
  } catch {
    // The copy beside the store stands for it.
  }
  const opener = own ?? vault;
  return (row, table, id, column) => {
    const value = row[column];
    if (typeof value === 'string') return value;
    if (!Buffer.isBuffer(value)) return null;
    try {
      return opener.open(value, placeOf(table, id, column));
    } catch {
      return null;
    }
  };
}

function copy(from: Database.Database, into: Database.Database, vault: Vault, read: Reader): Salvaged {
  const parts: Parts = { from, into, vault, read };
  const results = [copyMeta(parts), copyOutbox(parts), copyDead(parts), copyDrafts(parts), copyLeases(parts)];
  const [, unsent, deadLetters, drafts, numbers] = results.map((result) => result.count);
  const whole = results.every((result) => result.whole);
  copyLists(parts);
  return { unsent: unsent ?? 0, drafts: drafts ?? 0, deadLetters: deadLetters ?? 0, numbers: numbers ?? 0, whole };
}

type Parts = {
  readonly from: Database.Database;
  readonly into: Database.Database;
  readonly vault: Vault;
  readonly read: Reader;
};
type Copied = { readonly count: number; readonly whole: boolean };

/** `write` answers null for a row that cannot be used, else how much it counts. */
function each({ from, into }: Parts, table: string, write: (row: PlainRow) => number | null): Copied {
  const { rows, whole } = readableRows(from, table);
  let [count, every] = [0, whole];
  for (const row of rows) {
    const counted = tried(into, () => write(row));
    if (counted === null) every = false;
    else count += counted;
  }
  return { count, whole: every };
}

/** One row that does not fit must not take the others with it. */
function tried(db: Database.Database, write: () => number | null): number | null {
  try {
    return db.transaction(write)();
  } catch {
    return null;
  }
}

function copyMeta(parts: Parts): Copied {
  const put = parts.into.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)');
  return each(parts, 'meta', (row) => {
    const id = String(row['key']);
    const text = parts.read(row, 'meta', id, 'value');
    if (text === null) return null;
    if (!notKept.has(id)) put.run(id, parts.vault.seal(text, placeOf('meta', id, 'value')));
    return 1;
  });
}

function copyOutbox(parts: Parts): Copied {
  const put = parts.into.prepare(`
    INSERT INTO outbox (seat_seq, id, case_id, sealed, base_rev, role, made_at, wall_at, monotonic_at, run_id, danger, bytes, state)
    VALUES (@seat_seq, @id, @case_id, @sealed, @base_rev, @role, @made_at, @wall_at, @monotonic_at, @run_id, @danger, @bytes, @state)`);
  return each(parts, 'outbox', (row) => {
    const id = String(row['id']);
    const [body, actor] = [parts.read(row, 'outbox', id, 'body'), parts.read(row, 'outbox', id, 'actor')];
    const plain = body !== null && actor !== null ? `{"body":${body},"actor":${actor}}` : null;
    const content = plain ?? parts.read(row, 'outbox', id, 'sealed');
    if (content === null || !openedSchema.safeParse(JSON.parse(content)).success) return null;
    const state = stateSchema.parse(row['state']);
    const role = roleSchema.parse(row['role']);
    put.run({ ...row, role, state, sealed: parts.vault.seal(content, placeOf('outbox', id, 'sealed')) });
    return state === 'done' || state === 'acked' ? 0 : 1;
  });
}

/** A place in the order of this seat is never given twice; where nothing says how far it was, the time says a number that is higher. */
function keepPlaces(from: Database.Database | null, into: Database.Database, time: number): void {
  const last = from && lastPlace(from);
  into.prepare(`DELETE FROM sqlite_sequence WHERE name = 'outbox'`).run();
  into.prepare(`INSERT INTO sqlite_sequence (name, seq) VALUES ('outbox', ?)`).run(last ?? Math.floor(time));
}

function lastPlace(from: Database.Database): number | null {
  try {
    return from.prepare<[], number>(`SELECT seq FROM sqlite_sequence WHERE name = 'outbox'`).pluck().get() ?? null;
  } catch {
    return null;
  }
}

function copyDead(parts: Parts): Copied {
  const put = parts.into.prepare(
    'INSERT INTO dead_letters (mutation_id, row, code, refused_at, acknowledged) VALUES (@mutation_id, @sealed, @code, @refused_at, @acknowledged)',
  );
  return each(parts, 'dead_letters', (row) => {
    const id = String(row['mutation_id']);
    const text = parts.read(row, 'dead_letters', id, 'row');
    if (text === null) return null;
    put.run({ ...row, sealed: parts.vault.seal(text, placeOf('dead_letters', id, 'row')) });
    return row['acknowledged'] === 0 ? 1 : 0;
  });
}

function copyDrafts(parts: Parts): Copied {
  const put = parts.into.prepare(
    'INSERT INTO drafts (id, case_id, call_key, body, created_at) VALUES (@id, @case_id, @call_key, @sealed, @created_at)',
  );
  return each(parts, 'drafts', (row) => {
    const id = String(row['id']);
    const text = parts.read(row, 'drafts', id, 'body');
    if (text === null) return null;
    const { callId } = openedSchema.parse(JSON.parse(text));
    const call_key = parts.vault.lookup('call', typeof callId === 'string' ? callId : '');
    put.run({ ...row, call_key, sealed: parts.vault.seal(text, placeOf('drafts', id, 'body')) });
    return 1;
  });
}

/** They count until the log is read to its end. */
function copyLists(parts: Parts): void {
  const put = parts.into.prepare(
    'INSERT INTO lists (version, seq, stale, head, body) VALUES (@version, @seq, 1, @head, @body)',
  );
  each(parts, 'lists', (row) => {
    const version = String(row['version']);
    const [head, body] = [parts.read(row, 'lists', version, 'head'), parts.read(row, 'lists', version, 'body')];
    if (head === null || body === null) return null;
    const seal = (text: string, column: string): Buffer => parts.vault.seal(text, placeOf('lists', version, column));
    put.run({ version, seq: row['seq'], head: seal(head, 'head'), body: seal(body, 'body') });
    return 1;
  });
}

/** All or none: of a block that cannot be read nobody knows what was used. */
function copyLeases(parts: Parts): Copied {
  const { rows, whole } = readableRows(parts.from, 'leases');
  const leases = z.array(leaseSchema).safeParse(rows);
  if (!whole || !leases.success) return { count: 0, whole: false };
  const put = parts.into.prepare('INSERT INTO leases (kind, epoch, next, last) VALUES (?, ?, ?, ?)');
  let numbers = 0;
  for (const { kind, epoch, next, last } of leases.data) {
    const from = Math.min(last + 1, next + NUMBERS_SKIPPED);
    put.run(kind, epoch, from, last);
    if (kind === 'order') numbers += last - from + 1;
  }
  return { count: numbers, whole: true };
}
