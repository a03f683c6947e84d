/** One record of a table, with the number of its row as a spreadsheet shows it: a cell may hold several lines. */
export type CsvRecord = { readonly row: number; readonly cells: readonly string[] };

/** Excel and WPS take a text for UTF-8 only when it begins so. */
const MARK = '\uFEFF';
/** A cell that begins like this is calculated by a spreadsheet, not shown. */
const formula = /^'*[=+\-@\t\r]/;
const guarded = /^'+[=+\-@\t\r]/;

export function csvOf(rows: readonly (readonly string[])[]): string {
  return MARK + rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');
}

function cellOf(value: string): string {
  const plain = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** The records of a text, empty ones left out; the row in which a quote was never closed. */
export function readCsv(text: string): readonly CsvRecord[] | { readonly openQuote: number } {
  const source = text.startsWith(MARK) ? text.slice(1) : text;
  const records: CsvRecord[] = [];
  let [cells, cell, row, quoted]: [string[], string, number, boolean] = [[], '', 1, false];
  const endRecord = (): void => {
    cells.push(unguarded(cell));
    if (cells.some((each) => each.trim() !== '')) records.push({ row, cells });
    [cells, cell] = [[], ''];
    row += 1;
  };
  for (let at = 0; at < source.length; at += 1) {
    const sign = source.charAt(at);
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (source.charAt(at + 1) === '"') cell += source.charAt((at += 1));
      else quoted = false;
    } else if (sign === '"' && cell === '') quoted = true;
    else if (sign === ',') {
      cells.push(unguarded(cell));
      cell = '';
    } else if (sign === '\n' || (sign === '\r' && source.charAt(at + 1) !== '\n')) endRecord();
    else if (sign !== '\r') cell += sign;
  }
  if (quoted) return { openQuote: row };
  endRecord();
  return records;
}

function unguarded(cell: string): string {
  return guarded.test(cell) ? cell.slice(1) : cell;
}
