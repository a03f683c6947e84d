import { csvOf, readCsv, type CsvRecord } from './csv.ts';
import type { Matter } from './matter-list.ts';
import { readMatters, refusedAt, type ReadMatters } from './read-matters.ts';
import type { SheetFault } from './sheet-fault.ts';

/** How a list stands in a spreadsheet, in this order. */
const columns = {
  id: '编号',
  side: '适用热线',
  zh: '事项',
  en: '英文名称',
  route: '去向',
  clause: '条款',
  department: '责任单位',
  cues: '提示语',
  validFrom: '生效日期',
  validUntil: '失效日期',
} as const satisfies Record<keyof Matter, string>;
const names = Object.keys(columns) as (keyof Matter)[];

export function sheetOf(matters: readonly Matter[]): string {
  return csvOf([Object.values(columns), ...matters.map((matter) => names.map((name) => textOf(matter[name])))]);
}

function textOf(value: Matter[keyof Matter]): string {
  return value === null ? '' : typeof value === 'string' ? value : value.join('\n');
}

/** A spreadsheet that was saved as text: columns in any order, further ones passed over. */
export function readSheet(text: string): ReadMatters {
  const records = readCsv(text);
  if ('openQuote' in records) return refusedAt(records.openQuote, 'openQuote');
  const [head, ...rows] = records;
  if (!head) return refusedAt(1, 'notAList');
  const titles = head.cells.map((cell) => cell.trim());
  const places = new Map(names.map((name) => [name, titles.indexOf(columns[name])]));
  const missing = names.filter((name) => places.get(name) === -1);
  if (missing.length === names.length) return refusedAt(head.row, 'noHeader');
  if (missing.length > 0)
    return {
      ok: false,
      faults: missing.map((column): SheetFault => ({ line: head.row, column, problem: 'columnMissing' })),
    };
  return readMatters(rows.map((row) => ({ line: row.row, value: candidateOf(row, places) })));
}

function candidateOf({ cells }: CsvRecord, places: ReadonlyMap<keyof Matter, number>): Record<string, unknown> {
  const read = (name: keyof Matter): unknown => {
    const cell = (cells[places.get(name) ?? -1] ?? '').trim();
    if (name === 'cues')
      return cell
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== '');
    return name === 'validFrom' || name === 'validUntil' ? dayOf(cell) : cell;
  };
  return Object.fromEntries(names.map((name) => [name, read(name)]));
}

/** Spreadsheets write days in their own way. */
function dayOf(cell: string): string | null {
  if (cell === '') return null;
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(cell) ?? [];
  return year === '' ? cell : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
