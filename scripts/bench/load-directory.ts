import { createDirectory, DEMO_TOKEN, demoCentres, demoOperators, type DirectorySeat } from '../../server/directory.ts';

export const SENDERS = 32;
export const RECEIVERS = 4;

export function seatName(centre: '12345' | '110', number: number): string {
  return `${centre}-bench-${number}`;
}

const seats: readonly DirectorySeat[] = [
  ...Array.from({ length: SENDERS }, (_, each) => ({ id: seatName('12345', each), centreId: 'xz-12345' })),
  ...Array.from({ length: RECEIVERS }, (_, each) => ({ id: seatName('110', each), centreId: 'xz-110' })),
];

export const loadDirectory = createDirectory({
  centres: demoCentres,
  seats,
  operators: demoOperators,
  isToken: async (_operatorId, token) => token === DEMO_TOKEN,
});
