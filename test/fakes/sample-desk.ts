import type { Call } from '../../shared/entities/call.ts';
import type { CaseCard, Desk, Draft, DraftCard, TransferCard } from '../../shared/contract/desk.ts';
import type { CaseView } from '../../shared/contract/seat-api.ts';
import type { Centre, Operator } from '../../shared/entities/centre.ts';
import { emptyCaseFields } from '../../shared/entities/case.ts';
import type { Case } from '../../shared/entities/case.ts';
import type { Actor } from '../../shared/entities/primitives.ts';
import type { Transfer } from '../../shared/entities/transfer.ts';
import { buildCase, buildTransfer } from '../fixtures/entities.ts';
import { defaultLimits } from '../../shared/transfer/deadlines.ts';

/** Invented material for screens: no real person, number or place. */

export const sampleNow = 1_790_000_000_000;

/** A well-formed uuid v7 that is easy to tell apart. */
export function sampleId(serial: number): string {
  return `01920000-0000-7000-8000-${String(serial).padStart(12, '0')}`;
}

const centre12345: Centre = {
  id: 'xz-12345',
  kind: '12345',
  tier: 'city',
  name: '忻州市 12345',
  phone: '0350-12345',
  numberPrefix: 'GD',
  counterpartId: 'xz-110',
};
export const centre110: Centre = {
  id: 'xz-110',
  kind: '110',
  tier: 'city',
  name: '忻州市 110',
  phone: '0350-110110',
  numberPrefix: 'JD',
  counterpartId: 'xz-12345',
};
export const sampleOperators: readonly Operator[] = [
  { id: 'op-li', name: '李敏', role: 'operator', centreId: 'xz-12345' },
  { id: 'op-zhao', name: '赵晨', role: 'operator', centreId: 'xz-12345' },
  { id: 'lead-wang', name: '王静', role: 'lead', centreId: 'xz-12345' },
];
export const actor12345: Actor = { operatorId: 'op-li', name: '李敏', seatId: '12345-01', centreId: 'xz-12345' };
export const actor110: Actor = { operatorId: 'op-sun', name: '孙磊', seatId: '110-03', centreId: 'xz-110' };

export function sampleDesk(change: Partial<Desk> = {}): Desk {
  return {
    session: {
      seatId: '12345-01',
      centre: centre12345,
      counterpart: centre110,
      operator: sampleOperators[0] ?? null,
      knownNumbers: [],
      locked: false,
      secretStore: true,
      appVersion: '0.1.0',
      phone: 'simulator',
      limits: defaultLimits,
    },
    link: {
      server: 'online',
      since: sampleNow - 600_000,
      refusal: null,
      strained: null,
      phone: 'up',
      clockOffsetMs: 0,
      unsent: { count: 0, danger: 0, oldestAt: null, deadLetters: 0 },
      numbersLeft: 180,
    },
    state: { value: 'idle', since: sampleNow - 120_000 },
    call: null,
    drafts: [],
    transfers: [],
    board: null,
    deadLetters: [],
    ...change,
  };
}

export function sampleCard(serial: number, change: Partial<CaseCard> = {}): CaseCard {
  return {
    caseId: sampleId(serial),
    kind: '12345',
    orderNumber: `GD20261123${String(serial).padStart(5, '0')}`,
    otherNumber: '',
    callerNumber: '13800000000',
    callerName: '张先生',
    address: '和平街 12 号楼下',
    summary: '楼下有人持刀追赶，来电人躲在车里',
    level: 'general',
    dangerNow: false,
    status: 'open',
    createdAt: sampleNow - 90_000,
    updatedAt: sampleNow - 30_000,
    ...change,
  };
}

function sampleTransfer(serial: number, change: Partial<Transfer> = {}): Transfer {
  return buildTransfer({
    id: sampleId(serial + 500),
    caseId: sampleId(serial),
    from: actor12345,
    clauses: ['D110a', 'T3d'],
    code: '482913',
    clickedAt: sampleNow - 12_000,
    storedAt: sampleNow - 11_900,
    steps: [{ at: sampleNow - 11_900, what: 'stored', by: null, text: '' }],
    ...change,
  });
}

export function sampleTransferCard(
  serial: number,
  change: Partial<Omit<TransferCard, 'transfer'>> & { transfer?: Partial<Transfer> } = {},
): TransferCard {
  const { transfer, ...rest } = change;
  return {
    transfer: sampleTransfer(serial, transfer),
    direction: 'out',
    case: sampleCard(serial),
    offeredHere: false,
    backlog: false,
    delivery: 'delivered',
    refusal: null,
    untold: false,
    counterpartPhone: '0350-110110',
    news: 0,
    ...rest,
  };
}

export function sampleDraft(serial: number, change: Partial<Draft> = {}): Draft {
  return {
    id: sampleId(serial + 900),
    caseId: null,
    callId: null,
    fields: emptyCaseFields,
    dirty: [],
    note: '',
    stub: null,
    createdAt: sampleNow - 60_000,
    savedAt: sampleNow - 1_000,
    ...change,
  };
}

export function sampleDraftCard(serial: number, change: Partial<DraftCard> = {}): DraftCard {
  const { id, caseId, callId, createdAt, savedAt } = sampleDraft(serial);
  const blank = { callerNumber: '', summary: '', typed: false, handled: false, awaitedCode: null };
  return { id, caseId, callId, createdAt, savedAt, ...blank, ...change };
}

export function sampleCase(serial: number, change: Partial<Case> = {}): Case {
  return buildCase({
    id: sampleId(serial),
    orderNumbers: { 'xz-12345': `GD20261123${String(serial).padStart(5, '0')}` },
    fields: {
      ...emptyCaseFields,
      callerNumber: '13800000000',
      callerName: '张先生',
      address: '和平街 12 号楼下',
      narrative: '楼下有人持刀追赶',
    },
    rev: 3,
    createdBy: actor12345,
    createdAt: sampleNow - 90_000,
    updatedAt: sampleNow - 30_000,
    ...change,
  });
}

export function sampleCaseView(serial: number, change: Partial<CaseView> = {}): CaseView {
  return { case: sampleCase(serial), transfers: [], unsent: 0, baseRev: change.case?.rev ?? 3, ...change };
}

/** Somebody who has called and is spoken with. */
export const sampleCall: Call = {
  callId: 'call-1',
  direction: 'in',
  state: 'active',
  ani: '13800000000',
  aniTrust: 'network',
  dnis: '12345',
  displayName: '',
  startedAt: 1,
  answeredAt: 2,
  endedAt: null,
  cause: '',
};
