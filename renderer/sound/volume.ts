const DEFAULT_VOLUME = 60;

/** 0 … 100, as this seat prefers. */
export function volumeOf(preferences: Readonly<Record<string, string>>): number {
  const value = Number(preferences['volume'] ?? DEFAULT_VOLUME);
  return Number.isInteger(value) && value >= 0 && value <= 100 ? value : DEFAULT_VOLUME;
}
