/** Where a host tells what happened; the fields name things, never personal data. */
export type HostLog = (
  level: 'info' | 'warn' | 'error',
  event: string,
  fields?: Record<string, string | number | null>,
) => void;

/** One JSON object per line on standard error, so that standard output stays for people. */
export function lineLog(name: string, write: (line: string) => void, now: () => number): HostLog {
  return (level, event, fields) => write(`${JSON.stringify({ at: now(), level, name, event, ...fields })}\n`);
}
