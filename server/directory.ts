import type { Centre, Operator } from '../shared/entities/centre.ts';

export type DirectorySeat = { readonly id: string; readonly centreId: string };

/** Who and what exists. Asked for every mutation and every read; a seat's own word about its role or centre counts for nothing. */
export type Directory = {
  readonly centres: readonly Centre[];
  readonly centre: (id: string) => Centre | null;
  readonly seat: (id: string) => DirectorySeat | null;
  readonly seatsOf: (centreId: string) => readonly DirectorySeat[];
  readonly operator: (id: string) => Operator | null;
  readonly operatorsOf: (centreId: string) => readonly Operator[];
  /** Async: a real one hashes a password. */
  readonly isToken: (operatorId: string, token: string) => Promise<boolean>;
};

export type DirectoryRecords = {
  readonly centres: readonly Centre[];
  readonly seats: readonly DirectorySeat[];
  readonly operators: readonly Operator[];
  readonly isToken: Directory['isToken'];
};

export function createDirectory({ centres, seats, operators, isToken }: DirectoryRecords): Directory {
  const centreById = new Map(centres.map((each) => [each.id, each]));
  const seatById = new Map(seats.map((each) => [each.id, each]));
  const operatorById = new Map(operators.map((each) => [each.id, each]));
  const seatsByCentre = Map.groupBy(seats, (each) => each.centreId);
  const operatorsByCentre = Map.groupBy(operators, (each) => each.centreId);
  return {
    centres,
    centre: (id) => centreById.get(id) ?? null,
    seat: (id) => seatById.get(id) ?? null,
    seatsOf: (centreId) => seatsByCentre.get(centreId) ?? [],
    operator: (id) => operatorById.get(id) ?? null,
    operatorsOf: (centreId) => operatorsByCentre.get(centreId) ?? [],
    isToken,
  };
}

/** Two invented centres with invented people: for development, training and demonstration, never for a real deployment. */
export const demoCentres: readonly [Centre, Centre] = [
  {
    id: 'xz-12345',
    kind: '12345',
    tier: 'city',
    name: '忻州市12345政务服务便民热线',
    phone: '0350-12345',
    numberPrefix: 'GD',
    counterpartId: 'xz-110',
  },
  {
    id: 'xz-110',
    kind: '110',
    tier: 'city',
    name: '忻州市公安局110指挥中心',
    phone: '0350-110',
    numberPrefix: 'JD',
    counterpartId: 'xz-12345',
  },
];

export const demoSeats: readonly DirectorySeat[] = ['01', '02', '03', '04'].flatMap((number) => [
  { id: `12345-${number}`, centreId: 'xz-12345' },
  { id: `110-${number}`, centreId: 'xz-110' },
]);

export const demoOperators: readonly Operator[] = [
  { id: 'wang-min', name: '王敏', role: 'operator', centreId: 'xz-12345' },
  { id: 'zhao-lei', name: '赵磊', role: 'operator', centreId: 'xz-12345' },
  { id: 'li-jing', name: '李静', role: 'lead', centreId: 'xz-12345' },
  { id: 'chen-gang', name: '陈刚', role: 'operator', centreId: 'xz-110' },
  { id: 'liu-yang', name: '刘洋', role: 'operator', centreId: 'xz-110' },
  { id: 'sun-tao', name: '孙涛', role: 'lead', centreId: 'xz-110' },
  { id: 'zhou-wei', name: '周伟', role: 'admin', centreId: 'xz-12345' },
  { id: 'wu-fang', name: '吴芳', role: 'auditor', centreId: 'xz-12345' },
];

export const DEMO_TOKEN = 'demo';

export const demoDirectory: Directory = createDirectory({
  centres: demoCentres,
  seats: demoSeats,
  operators: demoOperators,
  isToken: async (_operatorId, token) => token === DEMO_TOKEN,
});
