/** A name for the next version: the year and month, and how many there were of it; a person may write another. */
export function nextVersion(now: number, known: readonly string[]): string {
  const date = new Date(now);
  const month = `${date.getFullYear()}.${date.getMonth() + 1}`;
  const used = known.map((version) =>
    Number(new RegExp(`^${month.replace('.', '\\.')}\\.(\\d+)`).exec(version)?.[1] ?? 0),
  );
  return `${month}.${Math.max(0, ...used) + 1}`;
}
