import type { ErrorCode } from '../../shared/contract/errors.ts';
import type { MutationBody, MutationName } from '../../shared/contract/mutations.ts';
import type { Request } from '../../shared/contract/wire.ts';
import { createBody, idOf, mutationOf, publishBody, sendBody } from '../fixtures/mutations.ts';
import { hotline } from '../fixtures/people.ts';

export type Side = 'sender' | 'receiver';
type Step = readonly [Side, MutationBody];
export type Trial = {
  /** Whose people try it. */
  readonly side: Side;
  readonly before: readonly Step[];
  readonly body: MutationBody;
  /** Set out only when an alarm stands. */
  readonly needsAlarm?: boolean;
  /** What says that rights did not stop it, where the rest cannot be set up here. */
  readonly passes?: ErrorCode;
};

/** How to bring each mutation to the point where only rights decide; `serial` makes cases of its own. */
export function trialOf(name: MutationName, serial: number): Trial {
  const [caseId, transferId] = [idOf(10_000 + serial), idOf(20_000 + serial)];
  const made: Step = ['sender', createBody(caseId)];
  const sent: Step = ['sender', sendBody(transferId, caseId, String(serial).padStart(6, '0'))];
  const taken: Step = [
    'receiver',
    { name: 'transfer.accept', args: { transferId, caseId, orderNumber: `JD${serial}` } },
  ];
  const about = { transferId, caseId };
  const trials: { readonly [N in MutationName]: Trial } = {
    'case.create': { side: 'sender', before: [], body: createBody(caseId) },
    'case.edit': {
      side: 'sender',
      before: [made],
      body: { name: 'case.edit', args: { caseId, fields: { address: '和平街' } } },
    },
    'case.note': {
      side: 'sender',
      before: [made],
      body: { name: 'case.note', args: { caseId, noteId: idOf(30_000 + serial), text: '记录' } },
    },
    'case.override': {
      side: 'sender',
      before: [made],
      body: {
        name: 'case.override',
        args: { caseId, suggested: '12345', chosen: '110', reason: 'other', text: '', listVersion: '1', clauses: [] },
      },
    },
    'case.handle': {
      side: 'sender',
      before: [made],
      body: { name: 'case.handle', args: { caseId, action: 'keep', target: '', text: '' } },
    },
    'case.close': { side: 'sender', before: [made], body: { name: 'case.close', args: { caseId, text: '' } } },
    'transfer.send': { side: 'sender', before: [made], body: sent[1] },
    // Only the seat that was offered it paints it, and nobody is idle here.
    'transfer.seen': {
      side: 'receiver',
      before: [made, sent],
      body: { name: 'transfer.seen', args: about },
      passes: 'wrongOrder',
    },
    'transfer.accept': { side: 'receiver', before: [made, sent], body: taken[1] },
    'transfer.return': {
      side: 'receiver',
      before: [made, sent],
      body: { name: 'transfer.return', args: { ...about, reason: 'notOurs', item: '', text: '' } },
    },
    'transfer.withdraw': {
      side: 'sender',
      before: [made, sent],
      body: { name: 'transfer.withdraw', args: { ...about, text: '' } },
    },
    'transfer.settle': {
      side: 'receiver',
      before: [made, ['sender', negotiated(sent[1])], taken],
      body: { name: 'transfer.settle', args: { ...about, owner: 'receiver', text: '' } },
    },
    'transfer.progress': {
      side: 'receiver',
      before: [made, sent, taken],
      body: { name: 'transfer.progress', args: { ...about, to: 'working', text: '' } },
    },
    'transfer.acknowledge': {
      side: 'sender',
      before: [made, sent],
      body: { name: 'transfer.acknowledge', args: about },
      needsAlarm: true,
    },
    'lead.dedicate': {
      side: 'sender',
      before: [],
      body: { name: 'lead.dedicate', args: { seatId: '12345-02', dedicated: null } },
    },
    // Whichever version is in force here by now, this one is not.
    'list.publish': { side: 'sender', before: [], body: publishBody('none', 'never'), passes: 'listMoved' },
  };
  return trials[name];
}

function negotiated(body: MutationBody): MutationBody {
  if (body.name !== 'transfer.send') throw new Error(body.name);
  return { ...body, args: { ...body.args, mode: 'negotiate', route: 'negotiate' } };
}

/** One of each request that would be answered if rights alone decided. */
export function requestOf(type: Request['type'], serial: number): Request {
  const samples: { readonly [T in Request['type']]: Request } = {
    hello: { type: 'hello' },
    signIn: { type: 'signIn', staffNumber: '1001', password: 'linkseat-demo' },
    signOut: { type: 'signOut', token: 'A'.repeat(43) },
    push: { type: 'push', mutations: [mutationOf(hotline, createBody(idOf(40_000 + serial)))] },
    pull: { type: 'pull', cursor: 0, scope: '', epoch: null },
    lease: { type: 'lease', kind: 'order', count: 1, above: 0 },
    presence: { type: 'presence', state: 'busy' },
    board: { type: 'board' },
    'staff.list': { type: 'staff.list' },
    'staff.add': {
      type: 'staff.add',
      staffNumber: `N${serial}`,
      name: '新人',
      role: 'operator',
      password: 'eight or more',
    },
    'staff.change': { type: 'staff.change', operatorId: 'zhao-lei', change: { name: '赵磊磊' } },
    'staff.events': { type: 'staff.events', before: null, limit: 10 },
  };
  return samples[type];
}
