import { SERIAL_MAX } from '../../shared/contract/wire.ts';
import { CODE_SPACE, readAloudCode } from '../../shared/transfer/read-aloud-code.ts';
import type { SeatConfig } from '../../shared/contract/host-link.ts';
import { noteGiven } from './highest-given.ts';
import type { Ids } from './ports.ts';
import type { SeatStore } from './store/seat-store.ts';
import { waitsForNumber } from './ledger/ledger.ts';
import { rebase } from './ledger/rebase.ts';

/** GD26000123: prefix of the centre, year, serial. Serials are leased, so the number read to the caller is final without a network. */
export function orderNumberOf(prefix: string, serial: number, now: number): string {
  const year = String(new Date(now).getFullYear() % 100).padStart(2, '0');
  return `${prefix}${year}${String(serial).padStart(6, '0')}`;
}

/** null for what is no number of this prefix. */
function serialOf(prefix: string, orderNumber: string): number | null {
  const digits = orderNumber.startsWith(prefix) ? orderNumber.slice(prefix.length) : '';
  return /^\d{8,15}$/.test(digits) ? Number(digits.slice(2)) : null;
}

type Numbered = { readonly caseId: string; readonly orderNumber: string };

export type Numbers = {
  /** Taken for ever, in the transaction of the case that carries it; '' before the first lease ever. */
  readonly order: () => string;
  readonly code: () => string;
  readonly left: () => number;
  /**
   * Numbers of this centre on cases that came from the server. One that this seat still had to give says that its folder is an old copy:
   * neither it nor an earlier one is given again. Answers with the cases made here meanwhile that carry one of them; `settled` are those
   * of them whose own echo has just come.
   */
  readonly met: (numbers: ReadonlyMap<string, string>, settled: readonly Numbered[]) => string[];
  /** Gives numbers to what waited for the first lease; answers with the cases it touched. */
  readonly fulfil: () => string[];
};

export function createNumbers(config: SeatConfig, store: SeatStore, ids: Ids, serverNow: () => number): Numbers {
  function order(): string {
    const serial = store.leases.take('order');
    return serial === null ? '' : orderNumberOf(config.centre.numberPrefix, serial, serverNow());
  }

  return {
    order,
    // Without a lease a random one: the server joins within one pair of centres only, and no call may wait for a code.
    code: () => readAloudCode(store.leases.take('code') ?? Math.floor(ids.random() * CODE_SPACE)),
    left: () => store.leases.left('order'),
    met: (numbers, settled) => {
      store.transaction(() => {
        const serials = [...numbers.keys()].map((each) => serialOf(config.centre.numberPrefix, each) ?? 0);
        for (const serial of serials) if (serial > 0) store.leases.skipPast('order', serial);
        noteGiven(store, 'order', Math.max(0, ...serials.filter((serial) => serial <= SERIAL_MAX)));
      });
      const unsettled = [...store.outbox.inState('pending', 1_000), ...store.outbox.inState('acked', 1_000)];
      const given = unsettled.flatMap(({ body }): Numbered[] =>
        body.name === 'case.create' || body.name === 'transfer.accept' ? [body.args] : [],
      );
      const repeated = [...given, ...settled].filter((own) => {
        const caseId = numbers.get(own.orderNumber);
        if (caseId === undefined || caseId === own.caseId) return false;
        // A case that joined a stub carries the stub's number: one matter, one caller.
        return !store.transfers.ofCase(caseId).some(({ view }) => view.stubCaseId === own.caseId);
      });
      return [...new Set(repeated.map((own) => own.caseId))];
    },
    fulfil: () => {
      const touched = new Set<string>();
      for (const row of store.outbox.inState('held', 1_000)) {
        const { body } = row;
        if (body.name !== 'case.create' && body.name !== 'transfer.accept') continue;
        const orderNumber = waitsForNumber(body) ? order() : body.args.orderNumber;
        if (orderNumber === '') break;
        if (body.name === 'case.create') store.outbox.release(row.id, { ...body, args: { ...body.args, orderNumber } });
        else store.outbox.release(row.id, { ...body, args: { ...body.args, orderNumber } });
        touched.add(body.args.caseId);
      }
      for (const caseId of touched) rebase(store, caseId);
      return [...touched];
    },
  };
}
