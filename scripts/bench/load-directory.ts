import {
  createDirectory,
  DEMO_TOKEN,
  demoCentres,
  demoOperators,
  type Directory,
  type DirectorySeat,
} from '../../server/directory.ts';

export const SENDERS = 32;
export const RECEIVERS = 4;

export function seatName(centre: '12345' | '110', number: number): string {
  return `${centre}-bench-${number}`;
}

/** The demo's centres and people, and at least as many seats at the first as send. */
export function loadDirectory(seats = SENDERS): Directory {
  const places = (centre: '12345' | '110', count: number): DirectorySeat[] =>
    Array.from({ length: count }, (_, each) => ({ id: seatName(centre, each), centreId: `xz-${centre}` }));
  return createDirectory({
    centres: demoCentres,
    seats: [...places('12345', Math.max(SENDERS, seats)), ...places('110', RECEIVERS)],
    operators: demoOperators,
    isToken: async (_operatorId, token) => token === DEMO_TOKEN,
  });
}
