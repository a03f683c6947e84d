import type { Centre, SeatStatus } from '../shared/entities/centre.ts';
import type { Directory } from './directory.ts';
import { servedCentre, type SeatView } from './offers/choose-seat.ts';
import type { PresenceBook } from './presence.ts';
import type { BoardRows, Dedication } from './store/store.ts';

type Sources = { readonly directory: Directory; readonly presence: PresenceBook };

/** Seats of a centre as the offers see them. Until all is `settled` after a start, a seat not heard of may still come back. */
export function seatViews(
  centreId: Centre['id'],
  dedications: ReadonlyMap<string, Dedication>,
  { directory, presence }: Sources,
  settled: boolean,
): SeatView[] {
  return directory.seatsOf(centreId).map(({ id: seatId }) => {
    const dedicated = dedications.get(seatId)?.dedicated ?? null;
    const known = presence.get(seatId);
    if (!known) {
      return {
        seatId,
        operator: null,
        state: 'signedOut',
        since: presence.startedAt,
        online: false,
        gone: settled,
        missed: false,
        dedicated,
      };
    }
    const { operator, state, since, online, missed } = known;
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
