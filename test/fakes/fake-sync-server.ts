import { applyCaseChange, type Entry } from '../../shared/contract/entries.ts';
import { failure, success, type ErrorCode, type Result } from '../../shared/contract/errors.ts';
import type { Mutation } from '../../shared/contract/mutations.ts';
import type { Handshake, MutationResult, Page, Request } from '../../shared/contract/wire.ts';
import { decide } from '../../shared/decide/decide.ts';
import type { Author, Effect, Knowledge } from '../../shared/decide/decision.ts';
import type { Case } from '../../shared/entities/case.ts';
import type { Centre, Operator } from '../../shared/entities/centre.ts';
import type { Transfer } from '../../shared/entities/transfer.ts';
import { tokenOf } from '../fixtures/sign-in.ts';
import { defaultLimits, type TransferLimits } from '../../shared/transfer/deadlines.ts';
import type { FakeTransport } from './fake-transport.ts';

type Unnumbered = Entry extends infer E ? (E extends Entry ? Omit<E, 'seq'> : never) : never;

export type FakeSyncServer = {
  epoch: string;
  scope: string;
  now: () => number;
  /** What the desks are told; `deadlines.ts` says what for. */
  limits: TransferLimits;
  /** Requests of these types are heard and not answered, as when the acknowledgement got lost. */
  readonly mute: Set<Request['type']>;
  /** Mutations of these names are refused. */
  readonly refuse: Map<string, ErrorCode>;
  /** Mutations of these names are about what a server back from a backup still lacks. */
  readonly defer: Set<string>;
  /** The highest order number that each request for a lease knew of. */
  readonly above: number[];
  /** Operators who may not sign in. */
  readonly disabled: Set<string>;
  readonly pushed: Mutation[];
  readonly say: (entry: Unnumbered, ring?: boolean) => void;
  readonly change: (transferId: string, part: Partial<Transfer>) => void;
  readonly case: (id: string) => Case | undefined;
  readonly transfer: (id: string) => Transfer | undefined;
  /** The server came back from a backup that knew nothing. */
  readonly restoreEmpty: (epoch: string) => void;
};

export const FAKE_PASSWORD = 'right password';
export const FAKE_STORE_KEY = 'ab'.repeat(32);

/** Everybody's staff number at this server is their id. */
export function fakeNumberOf(operatorId: string): string {
  return operatorId.toUpperCase();
}

/** One centre's view of a sync server, small enough to be bent by a test: no offers, no visibility. The real one is in server/. */
export function createFakeSyncServer(
  transport: FakeTransport,
  people: { readonly centres: readonly Centre[]; readonly operators: readonly Operator[] },
  epoch: string,
): FakeSyncServer {
  const cases = new Map<string, Case>();
  const transfers = new Map<string, Transfer>();
  const results = new Map<string, MutationResult>();
  let log: Entry[] = [];
  let serial = 1;

  const know: Knowledge = {
    case: (id) => cases.get(id) ?? null,
    transfer: (id) => transfers.get(id) ?? null,
    transfersOf: (caseId) => [...transfers.values()].filter((each) => each.caseId === caseId),
    transferByCode: () => null,
    stubByCode: () => null,
    listVersions: () => log.flatMap((entry) => (entry.kind === 'list' ? [entry.published.list.version] : [])),
    centreOfSeat: (seatId) => (seatId.startsWith('110') ? 'xz-110' : 'xz-12345'),
  };

  function say(entry: Unnumbered, ring = true): void {
    const numbered = { ...entry, seq: log.length + 1 } as Entry;
    if (numbered.kind === 'case') cases.set(numbered.case.id, numbered.case);
    if (numbered.kind === 'transfer') transfers.set(numbered.transfer.id, numbered.transfer);
    if (numbered.kind === 'caseGone') cases.delete(numbered.caseId);
    const before = numbered.kind === 'caseChange' ? cases.get(numbered.caseId) : undefined;
    if (numbered.kind === 'caseChange' && before) cases.set(before.id, applyCaseChange(before, numbered.change));
    log.push(structuredClone(numbered));
    if (ring) transport.ring({ type: 'poke', seq: log.length });
  }

  function pageFrom(cursor: number): Page {
    return {
      from: cursor,
      cursor: log.length,
      more: false,
      scope: server.scope,
      epoch: server.epoch,
      entries: log.slice(cursor),
    };
  }

  function judge(mutation: Mutation, handshake: Handshake): MutationResult {
    server.pushed.push(mutation);
    const known = results.get(mutation.id);
    if (known) return known;
    if (server.defer.has(mutation.name)) return { id: mutation.id, outcome: 'deferred' };
    const code = server.refuse.get(mutation.name);
    const operator = people.operators.find((each) => each.id === mutation.operatorId);
    if (!operator || code) return { id: mutation.id, outcome: 'rejected', code: code ?? 'forbidden' };
    const author: Author = {
      actor: { operatorId: operator.id, name: operator.name, seatId: handshake.seatId, centreId: handshake.centreId },
      role: operator.role,
    };
    const decision = decide(mutation, author, know, server.now());
    if (decision.ok) for (const effect of decision.effects) note(effect);
    const result: MutationResult = decision.ok
      ? { id: mutation.id, outcome: 'applied' }
      : { id: mutation.id, outcome: 'rejected', code: decision.code };
    results.set(mutation.id, result);
    return result;
  }

  function note(effect: Effect): void {
    if (effect.kind === 'dedicate') return;
    say(effect, false);
  }

  function answer(request: Request, handshake: Handshake): Result<unknown> | undefined {
    const reply = respond(request, handshake);
    return server.mute.has(request.type) ? undefined : reply;
  }

  function respond(request: Request, handshake: Handshake): Result<unknown> {
    const serverNow = server.now();
    const { seatId } = handshake;
    const operator = people.operators.find(({ id }) => handshake.token === tokenOf({ seatId, operatorId: id })) ?? null;
    const { centres } = people;
    if (request.type === 'hello')
      return success({ serverNow, epoch: server.epoch, scope: server.scope, operator, centres, limits: server.limits });
    if (request.type === 'signOut') return success({ serverNow });
    if (request.type === 'signIn') {
      const who = people.operators.find((each) => fakeNumberOf(each.id) === request.staffNumber);
      if (who?.centreId !== handshake.centreId || request.password !== FAKE_PASSWORD) return failure('badSignIn');
      if (server.disabled.has(who.id)) return failure('accountDisabled');
      const token = tokenOf({ seatId, operatorId: who.id });
      return success({ serverNow, operator: who, token, storeKey: FAKE_STORE_KEY });
    }
    if (!operator) return failure('notSignedIn');
    switch (request.type) {
      case 'push':
        return success({
          serverNow,
          results: request.mutations.map((mutation) => judge(mutation, handshake)),
          seq: log.length,
        });
      case 'pull': {
        const same = request.scope === server.scope && request.epoch === server.epoch;
        return success({ serverNow, page: pageFrom(same ? request.cursor : 0) });
      }
      case 'lease': {
        if (request.kind === 'order') server.above.push(request.above);
        const first = serial;
        serial += request.count;
        return success({ serverNow, kind: request.kind, epoch: server.epoch, first, count: request.count });
      }
      case 'presence':
        return success({ serverNow });
      case 'board':
        return success({ serverNow, seats: [] });
      default:
        return failure('forbidden');
    }
  }

  const server: FakeSyncServer = {
    epoch,
    scope: 'xz-12345',
    now: () => 1_790_000_000_000,
    limits: defaultLimits,
    mute: new Set(),
    disabled: new Set(),
    refuse: new Map(),
    defer: new Set(),
    above: [],
    pushed: [],
    say,
    change: (transferId, part) => {
      const before = transfers.get(transferId);
      if (before) say({ kind: 'transfer', transfer: { ...before, ...part, rev: before.rev + 1 } });
    },
    case: (id) => cases.get(id),
    transfer: (id) => transfers.get(id),
    restoreEmpty: (next) => {
      server.epoch = next;
      log = [];
      cases.clear();
      transfers.clear();
      results.clear();
      transport.dropAll();
    },
  };
  transport.answerWith(answer);
  return server;
}
