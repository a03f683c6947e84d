import type { Centre, SeatStatus } from '../shared/entities/centre.ts';
import type { Directory } from './directory.ts';
import { servedCentre, type SeatView } from './offers/choose-seat.ts';
import type { Known } from './presence.ts';
import type { BoardRows, Dedication } from './store/store.ts';

type Sources = {
  readonly directory: Directory;
  readonly known: Known;
  /** Since when a seat that nobody knows is counted as signed out. */
  readonly startedAt: number;
};

/** Seats of a centre as the offers see them. Until all is `settled` after a start, a seat not heard of may still come back. */
export function seatViews(
  centreId: Centre['id'],
  dedications: ReadonlyMap<string, Dedication>,
  { directory, known, startedAt }: Sources,
  settled: boolean,
): SeatView[] {
  return directory.seatsOf(centreId).map(({ id: seatId }) => {
    const dedicated = dedications.get(seatId)?.dedicated ?? null;
    const presence = known(seatId);
    if (!presence) {
      return {
        seatId,
        operator: null,
        state: 'signedOut',
        since: startedAt,
        online: false,
        gone: settled,
        missed: false,
        dedicated,
      };
    }
    const { operator, state, since, online, missed } = presence;
    return { seatId, operator, state, since, online, gone: operator === null, missed, dedicated };
  });
}

/** The lead's board: every seat of the centre, whether somebody sits there or not. */
export function boardOf(centreId: string, rows: BoardRows, sources: Sources, now: number): SeatStatus[] {
  const dedications = new Map(rows.dedications.map((each) => [each.seatId, each]));
  return seatViews(centreId, dedications, sources, true).map((seat) => ({
    seatId: seat.seatId,
    centreId,
    online: seat.online,
    operator: seat.operator && { id: seat.operator.id, name: seat.operator.name, role: seat.operator.role },
    state: seat.state,
    since: seat.since,
    dedicated: servedCentre(seat, now) === null ? null : seat.dedicated,
    openOffers: rows.openOffers.get(seat.seatId) ?? 0,
  }));
}
