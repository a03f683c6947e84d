/** What did not hold, in the order in which it was found. Collected, not thrown: the product would catch it. */
export type Report = {
  readonly violated: (invariant: string, what: string) => void;
  readonly all: readonly string[];
};

export function createReport(): Report {
  const all: string[] = [];
  return { violated: (invariant, what) => void all.push(`${invariant}: ${what}`), all };
}
