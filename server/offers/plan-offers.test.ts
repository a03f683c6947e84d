import { describe, expect, it } from 'vitest';
import type { Dedicated } from '../../shared/entities/centre.ts';
import { TRANSFER_BOUNDS, type Transfer } from '../../shared/entities/transfer.ts';
import { transition } from '../../shared/transfer/machine.ts';
import { sampleHandover } from '../../test/contract/server-store-suite.ts';
import { police } from '../../test/fixtures/people.ts';
import { defaultServerLimits as limits } from '../limits.ts';
import { chooseSeat, type SeatView } from './choose-seat.ts';
import { nextDue } from './due.ts';
import { planOffers } from './plan-offers.ts';

const now = 100_000;
const operator = { id: 'chen-gang', name: '陈刚', role: 'operator' as const, centreId: 'xz-110' };

function seatOf(seatId: string, part: Partial<SeatView> = {}): SeatView {
  return {
    seatId,
    operator,
    state: 'idle',
    since: 1_000,
    online: true,
    gone: false,
    missed: false,
    dedicated: null,
    ...part,
  };
}

function dedicatedTo(servesCentreId: string, expiresAt: number | null = null): Dedicated {
  return { servesCentreId, locatedAtCentreId: 'xz-110', reason: '高峰', expiresAt };
}

function stored(number: number, part: Partial<Transfer> = {}): Transfer {
  return { ...sampleHandover(number).transfer, storedAt: now, clickedAt: now, ...part };
}

function offered(transfer: Transfer, seatId: string, at: number): Transfer {
  const result = transition(transfer, { type: 'offer', seatId }, at);
  if (!result.ok) throw new Error(result.code);
  return result.state;
}

function plan(transfers: readonly Transfer[], seats: readonly SeatView[], at = now, settledAt = 0) {
  const { transfers: changed, missed } = planOffers({ transfers, seats, limits, now: at, settledAt });
  const open = changed.map((each) =>
    each.offers.filter((offer) => offer.endedAt === null).map((offer) => offer.seatId),
  );
  return { statuses: changed.map((each) => each.status), open, missed, changed };
}

describe('which seat', () => {
  const none = (): boolean => false;
  const choose = (seats: readonly SeatView[], hasOffer = none) => chooseSeat(seats, 'xz-12345', hasOffer, now);

  it('takes the longest idle, whatever the order of the list', () => {
    expect(choose([seatOf('a', { since: 3 }), seatOf('b', { since: 1 }), seatOf('c', { since: 2 })])).toBe('b');
    expect(choose([seatOf('b'), seatOf('a')])).toBe('a');
  });

  it('takes a seat dedicated to the sender first, one dedicated to another centre last', () => {
    const seats = [
      seatOf('other', { since: 1, dedicated: dedicatedTo('yp-12345') }),
      seatOf('plain', { since: 2 }),
      seatOf('mine', { since: 3, dedicated: dedicatedTo('xz-12345') }),
    ];
    expect(choose(seats)).toBe('mine');
    expect(choose(seats.slice(0, 2))).toBe('plain');
    expect(choose(seats.slice(0, 1))).toBe('other');
  });

  it('ignores an expired dedication and skips a dedicated seat that is not idle', () => {
    const expired = seatOf('old', { since: 9, dedicated: dedicatedTo('xz-12345', now) });
    expect(choose([expired, seatOf('plain', { since: 1 })])).toBe('plain');
    const talking = seatOf('mine', { state: 'talking', dedicated: dedicatedTo('xz-12345') });
    expect(choose([talking, seatOf('plain')])).toBe('plain');
  });

  it.each([
    ['offline', { online: false }],
    ['nobody signed in', { operator: null }],
    ['an auditor', { operator: { ...operator, role: 'auditor' as const } }],
    ['an administrator', { operator: { ...operator, role: 'admin' as const } }],
    ['talking', { state: 'talking' as const }],
    ['in wrap-up', { state: 'wrapUp' as const }],
    ['busy', { state: 'busy' as const }],
    ['on a break', { state: 'break' as const }],
    ['signed out', { state: 'signedOut' as const }],
  ])('never takes a seat that is %s', (_name, part) => {
    expect(choose([seatOf('a', part)])).toBeNull();
  });

  it('never takes a seat with an open offer; one that painted nothing last time comes last, a lead may take', () => {
    expect(choose([seatOf('a')], () => true)).toBeNull();
    expect(choose([seatOf('a', { missed: true, since: 1 }), seatOf('b', { since: 9 })])).toBe('b');
    expect(choose([seatOf('a', { operator: { ...operator, role: 'lead' } })])).toBe('a');
  });
});

describe('what is offered', () => {
  it('gives danger the first seat, then the longest wait', () => {
    const transfers = [
      stored(1, { clickedAt: now - 5 }),
      stored(2, { clickedAt: now - 9 }),
      stored(3, { clickedAt: now - 1, danger: true }),
    ];
    const { changed } = plan(transfers, [seatOf('a', { since: 1 }), seatOf('b', { since: 2 })]);
    expect(changed.map((each) => [each.id, each.offers[0]?.seatId])).toEqual([
      [transfers[2]?.id, 'a'],
      [transfers[1]?.id, 'b'],
    ]);
  });

  it('leaves an open offer alone until it is stale, then adds the next seat and remembers who painted nothing', () => {
    const transfer = offered(stored(1), 'a', now);
    expect(plan([transfer], [seatOf('a'), seatOf('b')], now + limits.unseenMs - 1).changed).toEqual([]);
    const late = plan([transfer], [seatOf('a'), seatOf('b')], now + limits.unseenMs);
    expect([late.open, late.missed]).toEqual([[['a', 'b']], ['a']]);
  });

  it('ends the offers of a seat that is gone and goes to the next at once', () => {
    const transfer = offered(stored(1), 'a', now);
    expect(plan([transfer], [seatOf('a', { gone: true, online: false }), seatOf('b')]).open).toEqual([['b']]);
  });

  it('raises the alarm when everybody was asked in vain', () => {
    const transfer = offered(stored(1), 'a', now);
    expect(plan([transfer], [seatOf('a')], now + limits.unseenMs).statuses).toEqual(['escalated']);
  });

  it('offers an escalated transfer to whoever is free', () => {
    const [alarmed] = plan([stored(1)], []).changed;
    const again = plan([alarmed!], [seatOf('a')], now + 60_000);
    expect([again.statuses, again.changed[0]?.alarm?.at]).toEqual([['offered'], now]);
  });

  it('stops at a bound that the schema can still read', () => {
    const many = (endedAt: number | null) =>
      Array.from({ length: TRANSFER_BOUNDS.offers }, () => ({ seatId: 'a', offeredAt: 1, seenAt: null, endedAt }));
    expect(plan([stored(1, { offers: many(null) })], [seatOf('b')]).statuses).toEqual(['escalated']);
    const [again] = plan([stored(1, { offers: many(2) })], [seatOf('b')]).changed;
    expect([again?.offers.length, again?.offers.at(-1)?.seatId]).toEqual([TRANSFER_BOUNDS.offers, 'b']);
  });
});

describe('when nobody is there', () => {
  const busy = seatOf('a', { state: 'talking' });

  it('alarms at once when no seat is idle', () => {
    expect(plan([stored(1)], []).statuses).toEqual(['escalated']);
    expect(plan([stored(1)], [busy]).statuses).toEqual(['escalated']);
  });

  it('gives seats with an open offer three seconds to become free', () => {
    const waiting = [offered(stored(1), 'a', now), stored(2)];
    expect(plan(waiting, [seatOf('a')]).statuses).toEqual([]);
    expect(plan(waiting, [seatOf('a')], now + limits.nobodyMs - 1).statuses).toEqual([]);
    expect(plan([offered(stored(1), 'a', now + 1), stored(2)], [seatOf('a')], now + limits.nobodyMs).statuses).toEqual([
      'escalated',
    ]);
  });

  it('does not make a hundred alarms of a backlog, but alarms for danger in it', () => {
    const old = { clickedAt: now - limits.backlogAgeMs };
    expect(plan([stored(1, old)], [busy], now + limits.backlogMs - 1).statuses).toEqual([]);
    expect(plan([stored(1, old)], [busy], now + limits.backlogMs).statuses).toEqual(['escalated']);
    expect(plan([stored(1, { ...old, danger: true })], [busy]).statuses).toEqual(['escalated']);
  });

  it('P36: leaves a backlog in the list, also where seats are free, and never lets it stand before what is fresh', () => {
    const old = { clickedAt: now - limits.backlogAgeMs };
    const seats = [seatOf('a', { since: 1 }), seatOf('b', { since: 2 })];
    const { changed } = plan([stored(1, old), stored(2), stored(3, { ...old, danger: true })], seats);
    expect(changed.map((each) => [each.id, each.offers[0]?.seatId])).toEqual([
      [stored(3).id, 'a'],
      [stored(2).id, 'b'],
    ]);
    expect(nextDue(stored(1, old), { limits, now, settledAt: 0 })).toBe(now + limits.backlogMs);
    // One millisecond younger it is not backlog.
    const young = stored(1, { clickedAt: now - limits.backlogAgeMs + 1 });
    expect(plan([young], seats).statuses).toEqual(['offered']);
  });

  it('waits after a start until seats had time to come back', () => {
    expect(plan([stored(1)], [], now, now + 1).statuses).toEqual([]);
    expect(plan([stored(1)], [], now + 1, now + 1).statuses).toEqual(['escalated']);
  });
});

describe('when time comes back to it', () => {
  const moment = { limits, now, settledAt: 0 };

  it('is the alarm, the staleness of the last offer, or the end of the negotiation', () => {
    expect(nextDue(stored(1), moment)).toBe(now + limits.nobodyMs);
    expect(nextDue(stored(1), { ...moment, settledAt: now + 9_000 })).toBe(now + 9_000);
    expect(nextDue(offered(stored(1), 'a', now), moment)).toBe(now + limits.unseenMs);
    const accepted = { by: police.actor, at: now };
    expect(nextDue(stored(1, { status: 'negotiating', accepted }), moment)).toBe(now + limits.negotiationMs);
  });

  it('is never the past, so that a deadline cannot run in circles', () => {
    expect(nextDue(stored(1), { ...moment, now: now + limits.nobodyMs })).toBeNull();
    expect(nextDue(stored(1, { status: 'accepted' }), moment)).toBeNull();
    expect(nextDue(stored(1, { status: 'withdrawn' }), moment)).toBeNull();
  });
});
