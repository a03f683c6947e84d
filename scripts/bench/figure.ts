/** One figure of the bench: what was measured, and the floor that was measured beside it in the same minutes. */
export type Figure = {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  readonly floor: number;
  /** How many times the floor: the only thing that may be compared between machines. For rates: which part of the floor. */
  readonly ratio: number;
  readonly samples: number;
  readonly more?: Readonly<Record<string, number>>;
};

export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

export function round(value: number): number {
  return Number(value.toPrecision(4));
}

/** Long work says how far it is, on standard error: standard output holds only the result. */
export function progress(what: string, done: number, total: number): void {
  const step = Math.max(1, Math.floor(total / 10));
  if (done % step === 0 || done === total) process.stderr.write(`${what} ${done}/${total}\n`);
}
