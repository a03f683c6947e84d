import { afterEach, describe, expect, it } from 'vitest';
import type { StaffRow, StaffStore } from '../../server/store/staff-store.ts';
import { testRecords } from '../fixtures/sign-in.ts';
import { valueOf, type StoreHarness } from './server-store-suite.ts';

const [wang] = testRecords.staff as readonly [StaffRow];
const session = { tokenHash: 'hash', operatorId: wang.id, seatId: '12345-01', generation: 1, expiresAt: 5_000 };
const event = { at: 1, kind: 'signedIn', centreId: 'xz-12345', seatId: '12345-01', operatorId: wang.id } as const;

/** What the staff of every storage must do. */
export function describeStaffStore(name: string, createHarness: () => StoreHarness | Promise<StoreHarness>): void {
  describe(`staff store: ${name}`, () => {
    let harness: StoreHarness;
    let close: () => Promise<void>;
    let staff: StaffStore;
    const open = async (): Promise<void> => {
      const store = valueOf(await harness.open());
      ({ close, staff } = store);
    };
    const start = async (): Promise<void> => {
      harness = await createHarness();
      await open();
    };
    const reopen = async (): Promise<void> => {
      await close();
      await open();
    };
    afterEach(async () => {
      await close();
      await harness.dispose();
    });

    it('begins with nobody, and keeps everything over a new opening', async () => {
      await start();
      expect(valueOf(await staff.records())).toEqual({ revision: 0, centres: [], seats: [], staff: [] });
      const { centres, seats, staff: people } = testRecords;
      valueOf(await staff.write({ centres, seats, staff: people, sessions: [session] }));
      await reopen();
      const found = valueOf(await staff.records());
      expect(found.revision).toBe(1);
      for (const part of ['centres', 'seats', 'staff'] as const) {
        expect(new Set<unknown>(found[part])).toEqual(new Set<unknown>(testRecords[part]));
        expect(found[part]).toHaveLength(testRecords[part].length);
      }
      expect(valueOf(await staff.session('hash'))).toEqual(session);
      expect(valueOf(await staff.session('other'))).toBeNull();
    });

    it('raises the revision by every change of records, and by nothing else', async () => {
      await start();
      valueOf(await staff.write({ staff: [wang] }));
      valueOf(await staff.write({ sessions: [session], events: [{ ...event, byOperatorId: null }] }));
      expect(valueOf(await staff.revision())).toBe(1);
      valueOf(await staff.write({ staff: [{ ...wang, rev: 2, disabled: true }] }));
      expect(valueOf(await staff.revision())).toBe(2);
    });

    it('gives a staff number once in a centre, and again in another; all or nothing', async () => {
      await start();
      valueOf(await staff.write({ staff: [wang] }));
      const twin = { ...wang, id: 'twin' };
      const refused = await staff.write({ staff: [{ ...wang, id: 'third', staffNumber: '7' }, twin] });
      expect(refused).toMatchObject({ ok: false, error: { code: 'staffNumberTaken' } });
      expect(valueOf(await staff.records()).staff).toEqual([wang]);
      valueOf(await staff.write({ staff: [{ ...twin, centreId: 'xz-110' }] }));
    });

    it('lets no change pass that did not see the one before', async () => {
      await start();
      valueOf(await staff.write({ staff: [wang] }));
      valueOf(await staff.write({ staff: [{ ...wang, disabled: true, rev: 2 }] }));
      const late = await staff.write({ staff: [{ ...wang, name: '王敏敏', rev: 2 }], sessions: [session] });
      expect(late).toMatchObject({ ok: false, error: { code: 'busy' } });
      expect(valueOf(await staff.records()).staff).toEqual([{ ...wang, disabled: true, rev: 2 }]);
      expect(valueOf(await staff.session('hash'))).toBeNull();
    });

    it('ends sessions, lets one last longer, and forgets only what is over', async () => {
      await start();
      const other = { ...session, tokenHash: 'other' };
      valueOf(await staff.write({ sessions: [session, other] }));
      valueOf(await staff.write({ sessions: [{ ...other, expiresAt: 9_000 }] }));
      expect(valueOf(await staff.forgetSessions(5_001))).toBe(1);
      expect(valueOf(await staff.session('hash'))).toBeNull();
      expect(valueOf(await staff.session('other'))).toEqual({ ...other, expiresAt: 9_000 });
      valueOf(await staff.write({ endedSessions: ['other'] }));
      expect(valueOf(await staff.session('other'))).toBeNull();
    });

    it('keeps the record in order, newest first, each centre its own, page by page', async () => {
      await start();
      for (let at = 1; at <= 5; at += 1) {
        const centreId = at === 3 ? 'xz-110' : 'xz-12345';
        valueOf(await staff.write({ events: [{ ...event, at, centreId, byOperatorId: null }] }));
      }
      const first = valueOf(await staff.events('xz-12345', null, 2));
      expect(first.map(({ at }) => at)).toEqual([5, 4]);
      const rest = valueOf(await staff.events('xz-12345', first.at(-1)!.number, 10));
      expect(rest.map(({ at }) => at)).toEqual([2, 1]);
      expect(rest[0]).toEqual({ ...event, at: 2, byOperatorId: null, number: expect.any(Number) });
    });

    it('has one secret for ever', async () => {
      await start();
      const secret = valueOf(await staff.secret());
      expect(secret).toMatch(/^[0-9a-f]{64}$/);
      await reopen();
      expect(valueOf(await staff.secret())).toBe(secret);
    });

    it('answers after closing', async () => {
      await start();
      await close();
      expect(await staff.session('hash')).toMatchObject({ ok: false, error: { code: 'shuttingDown' } });
      await open();
    });
  });
}
