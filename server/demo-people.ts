import type { Centre, Operator } from '../shared/entities/centre.ts';
import { success, failure, type Result } from '../shared/contract/errors.ts';
import type { Secrets } from './sign-in/secrets.ts';
import type { SeatRow, StaffRow, StaffStore } from './store/staff-store.ts';

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

export const demoSeats: readonly SeatRow[] = ['01', '02', '03', '04'].flatMap((number) => [
  { id: `12345-${number}`, centreId: 'xz-12345' },
  { id: `110-${number}`, centreId: 'xz-110' },
]);

/** Printed wherever the demonstration is started; nothing real may ever be signed into with it. */
export const DEMO_PASSWORD = 'linkseat-demo';

const people: readonly (Operator & { readonly staffNumber: string })[] = [
  { id: 'wang-min', staffNumber: '1001', name: '王敏', role: 'operator', centreId: 'xz-12345' },
  { id: 'zhao-lei', staffNumber: '1002', name: '赵磊', role: 'operator', centreId: 'xz-12345' },
  { id: 'li-jing', staffNumber: '1003', name: '李静', role: 'lead', centreId: 'xz-12345' },
  { id: 'zhou-wei', staffNumber: '1008', name: '周伟', role: 'admin', centreId: 'xz-12345' },
  { id: 'wu-fang', staffNumber: '1009', name: '吴芳', role: 'auditor', centreId: 'xz-12345' },
  { id: 'chen-gang', staffNumber: '2001', name: '陈刚', role: 'operator', centreId: 'xz-110' },
  { id: 'liu-yang', staffNumber: '2002', name: '刘洋', role: 'operator', centreId: 'xz-110' },
  { id: 'sun-tao', staffNumber: '2003', name: '孙涛', role: 'lead', centreId: 'xz-110' },
  { id: 'he-ping', staffNumber: '2008', name: '何平', role: 'admin', centreId: 'xz-110' },
  { id: 'lin-yan', staffNumber: '2009', name: '林燕', role: 'auditor', centreId: 'xz-110' },
];

export function demoStaff(passwordHash: string): readonly StaffRow[] {
  return people.map((each) => ({ ...each, disabled: false, passwordHash, generation: 1, rev: 1 }));
}

/**
 * Fills a store in which nobody works yet, and leaves one that already holds the demonstration as it is. A store with people of its
 * own is refused: an invented person with a printed password must never get into it.
 */
export async function seedDemo(store: StaffStore, secrets: Pick<Secrets, 'hash'>): Promise<Result<null>> {
  const found = await store.records();
  if (!found.ok) return found;
  const { staff } = found.value;
  if (staff.length > 0) return staff.some(({ id }) => id === 'wang-min') ? success(null) : failure('forbidden', 'demo');
  // One hash for all: the password is printed anyway, and a demonstration should start at once.
  const hash = await secrets.hash(DEMO_PASSWORD);
  const written = await store.write({ centres: demoCentres, seats: demoSeats, staff: demoStaff(hash) });
  // Another server that starts on the same database was faster.
  return !written.ok && written.error.code === 'busy' ? success(null) : written;
}
