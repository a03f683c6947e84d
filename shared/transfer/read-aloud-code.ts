/** Damm's quasigroup: catches every single wrong digit and every swap of neighbours, the two mistakes of a number read aloud. */
const damm = [
  [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
  [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
  [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
  [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
  [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
  [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
  [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
  [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
  [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
  [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
] as const;

export const CODE_SPACE = 100_000;

function interim(digits: string): number {
  let row = 0;
  for (const digit of digits) row = damm[row]?.[Number(digit)] ?? 0;
  return row;
}

/** Six digits from a serial number: five that count, one that checks. Serials repeat after 100,000 transfers. */
export function readAloudCode(serial: number): string {
  const digits = String(serial % CODE_SPACE).padStart(5, '0');
  return digits + String(interim(digits));
}

export function isReadAloudCode(code: string): boolean {
  return /^\d{6}$/.test(code) && interim(code) === 0;
}
