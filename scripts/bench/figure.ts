/** What a part of the bench answers: numbers by name, nested as deep as their meaning. */
export type Figure = { readonly [name: string]: number | string | Figure };

export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** Four significant digits. */
export function round(value: number): number {
  return Number(value.toPrecision(4));
}

/** Two samples taken in turn in the same minutes: what was measured, and the floor beside it. Only the ratios compare between machines. */
export function besideFloor(taken: readonly number[], floors: readonly number[], unit: string) {
  const [p50, p99] = [percentile(taken, 0.5), percentile(taken, 0.99)];
  const [floor50, floor99] = [percentile(floors, 0.5), percentile(floors, 0.99)];
  return {
    [`p50${unit}`]: round(p50),
    [`p99${unit}`]: round(p99),
    floor: { [`p50${unit}`]: round(floor50), [`p99${unit}`]: round(floor99) },
    ratio: { p50: round(p50 / floor50), p99: round(p99 / floor99) },
    samples: taken.length,
  } satisfies Figure;
}

/** Long work says how far it is, on standard error: standard output holds only the result. */
export function progress(what: string, done: number, total: number): void {
  const step = Math.max(1, Math.floor(total / 10));
  if (done % step === 0 || done === total) process.stderr.write(`${what} ${done}/${total}\n`);
}
