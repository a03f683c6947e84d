export const spanChoices = ['today', '7', '30', 'own'] as const;
export type SpanChoice = (typeof spanChoices)[number];
export type Days = { readonly from: string; readonly to: string };

const DAY_MS = 86_400_000;

/** Local, as people write it. */
export function dayOf(at: number): string {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function midnight(day: string): number {
  return new Date(`${day}T00:00:00`).getTime();
}

/** Both days included; null for what are no days, or end before they begin. */
export function spanOf(
  choice: SpanChoice,
  own: Days,
  now: number,
): { readonly from: number; readonly to: number } | null {
  const today = midnight(dayOf(now));
  if (choice !== 'own') {
    const days = choice === 'today' ? 0 : Number(choice) - 1;
    return { from: midnight(dayOf(today - days * DAY_MS)), to: today + DAY_MS - 1 };
  }
  const [from, to] = [midnight(own.from), midnight(own.to) + DAY_MS - 1];
  return Number.isNaN(from) || Number.isNaN(to) || to < from || from < 0 ? null : { from, to };
}
