import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';

/** So long after a hand moved in the list nothing in it moves by itself. */
const HAND_MS = 1_500;
const hands = ['wheel', 'pointerdown', 'pointermove', 'keydown'] as const;

type Arrivals = {
  /** Sent from here: its ticks are what the operator looks for next. */
  readonly sent: readonly string[];
  readonly offered: readonly string[];
};

/**
 * Keeps what came last in sight, whatever comes up above or below it, until a hand moves in the list. An offer waits for such a
 * hand; what the operator has just sent does not: their hands are at the form.
 */
export function useInSight(arrivals: Arrivals): RefObject<HTMLElement | null> {
  const list = useRef<HTMLElement>(null);
  const [known, setKnown] = useState({ ...arrivals, latest: null as string | null });
  const followed = useRef<string | null>(null);
  const handAt = useRef(Number.NEGATIVE_INFINITY);
  const offer = arrivals.offered.find((id) => !known.offered.includes(id));
  const sent = arrivals.sent.find((id) => !known.sent.includes(id));
  if (differ(arrivals.offered, known.offered) || differ(arrivals.sent, known.sent))
    setKnown({ ...arrivals, latest: offer ?? sent ?? known.latest });
  const { latest } = known;
  const isOffer = latest !== null && known.offered.includes(latest);

  useLayoutEffect(() => {
    if (latest !== null && !(isOffer && performance.now() - handAt.current < HAND_MS)) followed.current = latest;
  }, [latest, isOffer]);

  useLayoutEffect(() => bringIn(list.current, followed.current));

  useEffect(() => {
    const place = list.current;
    if (place === null) return undefined;
    const moved = (event: Event): void => {
      // A list that scrolls under a resting pointer moves no hand.
      if (event instanceof MouseEvent && event.type === 'pointermove' && !event.movementX && !event.movementY) return;
      handAt.current = performance.now();
      followed.current = null;
    };
    // The red band takes its room from the foot of the list.
    const resized = new ResizeObserver(() => bringIn(place, followed.current));
    resized.observe(place);
    for (const event of hands) place.addEventListener(event, moved, { passive: true });
    return () => {
      resized.disconnect();
      for (const event of hands) place.removeEventListener(event, moved);
    };
  }, []);
  return list;
}

function differ(one: readonly string[], other: readonly string[]): boolean {
  return one.length !== other.length || one.some((id, index) => id !== other[index]);
}

function bringIn(list: HTMLElement | null, id: string | null): void {
  if (list === null || id === null) return;
  list.querySelector(`[data-transfer="${id}"]`)?.scrollIntoView({ block: 'nearest' });
}
