import type { MutationName } from '../shared/contract/mutations.ts';
import type { Down, Request } from '../shared/contract/wire.ts';
import type { Role } from '../shared/entities/centre.ts';
import type { Identity } from './identify.ts';

/** Why a right ends where it does; each is held where its rule is decided. */
type Condition = keyof typeof conditions;
export const conditions = {
  none: '—',
  holdsToken: 'who holds the token · 持有登录凭证者',
  ownScope: 'cases that the own centre may see · 本中心可见的事项',
  emptyForAdmin: 'cases that the own centre may see; an administrator gets empty pages · 管理员得到空页',
  ownSeat: 'about the own seat only · 仅限本坐席',
  ownCentre: 'own centre only · 仅限本中心',
  allCentres: 'for all centres · 对所有中心生效',
  notOneself: 'own centre only; nobody disables or demotes themselves · 仅限本中心，不得停用或降级自己',
  ownCentreCase: 'a case that the own centre may see · 本中心可见的事项',
  caseOwner: 'a case that the own centre answers for · 由本中心负责的事项',
  sender: 'the sending centre · 移交方中心',
  receiver: 'the receiving centre · 接收方中心',
  eitherSide: 'sending or receiving centre, as the state allows · 移交方或接收方',
} as const;

export type Right = { readonly who: readonly (Role | 'signedOut')[]; readonly condition: Condition };

const anybody = ['signedOut', 'operator', 'lead', 'admin', 'auditor'] as const;
const signedIn = ['operator', 'lead', 'admin', 'auditor'] as const;
const callTakers = ['operator', 'lead'] as const;
const overseers = ['lead', 'admin', 'auditor'] as const;
const keepers = ['admin', 'auditor'] as const;

/**
 * Everything that can be asked of this server, and by whom (P21). The server decides by this table, `docs/rights.md` is printed from
 * it, and `npm run test:roles` tries every row at a real server. A new endpoint without a row does not compile.
 */
export const requestRights = {
  hello: { who: anybody, condition: 'none' },
  signIn: { who: anybody, condition: 'none' },
  signOut: { who: anybody, condition: 'holdsToken' },
  push: { who: callTakers, condition: 'ownSeat' },
  pull: { who: signedIn, condition: 'emptyForAdmin' },
  lease: { who: callTakers, condition: 'ownCentre' },
  presence: { who: signedIn, condition: 'ownSeat' },
  board: { who: overseers, condition: 'ownCentre' },
  'staff.list': { who: keepers, condition: 'ownCentre' },
  'staff.add': { who: ['admin'], condition: 'ownCentre' },
  'staff.change': { who: ['admin'], condition: 'notOneself' },
  'staff.events': { who: keepers, condition: 'ownCentre' },
} as const satisfies Record<Request['type'], Right>;

export const mutationRights = {
  'case.create': { who: callTakers, condition: 'ownCentre' },
  'case.edit': { who: callTakers, condition: 'ownCentreCase' },
  'case.note': { who: callTakers, condition: 'ownCentreCase' },
  'case.override': { who: callTakers, condition: 'ownCentreCase' },
  'case.handle': { who: callTakers, condition: 'ownCentreCase' },
  'case.close': { who: callTakers, condition: 'caseOwner' },
  'transfer.send': { who: callTakers, condition: 'caseOwner' },
  'transfer.seen': { who: callTakers, condition: 'receiver' },
  'transfer.accept': { who: callTakers, condition: 'receiver' },
  'transfer.return': { who: callTakers, condition: 'receiver' },
  'transfer.withdraw': { who: callTakers, condition: 'sender' },
  'transfer.settle': { who: callTakers, condition: 'eitherSide' },
  'transfer.progress': { who: callTakers, condition: 'receiver' },
  'transfer.acknowledge': { who: ['lead'], condition: 'eitherSide' },
  'lead.dedicate': { who: ['lead'], condition: 'ownCentre' },
  'list.publish': { who: ['lead'], condition: 'allCentres' },
} as const satisfies Record<MutationName, Right>;

/** What rings at whom without being asked. */
export const doorbellRights = {
  poke: { who: ['operator', 'lead', 'auditor'], condition: 'ownScope' },
  boardChanged: { who: overseers, condition: 'ownCentre' },
  goodbye: { who: signedIn, condition: 'ownSeat' },
} as const satisfies Record<Down['type'], Right>;

function standing({ operator }: Identity): Role | 'signedOut' {
  return operator?.role ?? 'signedOut';
}

function includes(right: Right, who: Role | 'signedOut'): boolean {
  return right.who.includes(who);
}

export function mayAsk(identity: Identity, type: Request['type']): boolean {
  return includes(requestRights[type], standing(identity));
}

export function mayDo(role: Role, name: MutationName): boolean {
  return includes(mutationRights[name], role);
}

export function mayHear(identity: Identity, type: Down['type']): boolean {
  return includes(doorbellRights[type], standing(identity));
}
