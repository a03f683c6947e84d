/** One record of a table as it stands in a text, with the line on which it begins. */
export type CsvRecord = { readonly line: number; readonly cells: readonly string[] };

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

/** The records of a text, empty lines left out; the number of the line on which a quote was never closed. */
export function readCsv(text: string): readonly CsvRecord[] | { readonly openQuote: number } {
  const source = text.startsWith(MARK) ? text.slice(1) : text;
  const records: CsvRecord[] = [];
  let [cells, cell, line, begins, quoted]: [string[], string, number, number, number | null] = [[], '', 1, 1, null];
  const endRecord = (): void => {
    cells.push(unguarded(cell));
    if (cells.some((each) => each.trim() !== '')) records.push({ line: begins, cells });
    [cells, cell] = [[], ''];
  };
  for (let at = 0; at < source.length; at += 1) {
    const sign = source.charAt(at);
    const isEnd = sign === '\n' || (sign === '\r' && source.charAt(at + 1) !== '\n');
    if (isEnd) line += 1;
    if (quoted !== null) {
      if (sign !== '"') cell += sign;
      else if (source.charAt(at + 1) === '"') cell += source.charAt((at += 1));
      else quoted = null;
    } else if (sign === '"' && cell === '') quoted = line;
    else if (sign === ',') {
      cells.push(unguarded(cell));
      cell = '';
    } else if (isEnd) {
      endRecord();
      begins = line;
    } else if (sign !== '\r') cell += sign;
  }
  if (quoted !== null) return { openQuote: quoted };
  endRecord();
  return records;
}

function unguarded(cell: string): string {
  return guarded.test(cell) ? cell.slice(1) : cell;
}
