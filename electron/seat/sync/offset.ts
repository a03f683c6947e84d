/** A sample older than this no longer speaks for the present, however short its round trip was. */
const SAMPLE_LIFE_MS = 60_000;
/** A server whose clock stands outside of this has lost it; numbers and deadlines are not led astray by it. */
const PLAUSIBLE = { from: Date.UTC(2020, 0), to: Date.UTC(2100, 0) };

/** Measures server clock minus own clock from replies; the shortest round trip tells it best. */
export function createOffset(initial: number, changed: (offsetMs: number) => void) {
  let offsetMs = Number.isFinite(initial) ? initial : 0;
  let best: { readonly roundTrip: number; readonly at: number } | null = null;
  return {
    value: (): number => offsetMs,
    learn: (serverNow: number, receivedAt: number, roundTrip: number, monotonic: number): void => {
      if (serverNow < PLAUSIBLE.from || serverNow >= PLAUSIBLE.to) return;
      if (best && roundTrip > best.roundTrip && monotonic - best.at < SAMPLE_LIFE_MS) return;
      best = { roundTrip, at: monotonic };
      const next = Math.round(serverNow - (receivedAt - roundTrip / 2));
      const jump = Math.abs(next - offsetMs);
      offsetMs = next;
      // Below a tenth of a second nobody sees it.
      if (jump >= 100) changed(next);
    },
  };
}
export type Offset = ReturnType<typeof createOffset>;
