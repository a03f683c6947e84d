import type { CallArgs, CallName, CallValue } from '../../shared/contract/seat-api.ts';
import type { Result } from '../../shared/contract/errors.ts';
import type { CaseFieldsPatch } from '../../shared/entities/case.ts';
import { isWaiting } from '../../shared/transfer/machine.ts';
import type { Dice } from './dice.ts';
import { rareActs } from './rare-acts.ts';

export type Desk = CallValue<'desk.get'>;
export type Dispatch = <N extends CallName>(name: N, args: CallArgs<N>) => Promise<Result<CallValue<N>>>;

/** What was said aloud: to callers (numbers) and from desk to desk (codes). */
export type Said = {
  readonly numbers: {
    readonly caseId: string;
    readonly number: string;
    readonly centreId: string;
    readonly seatId: string;
  }[];
  readonly codes: { readonly centreId: string; readonly code: string }[];
};

export type OperatorContext = {
  readonly seatId: string;
  readonly centreId: string;
  readonly dispatch: Dispatch;
  readonly dice: Dice;
  readonly said: Said;
  /** Of the own centre. */
  readonly seats: readonly string[];
  readonly operators: readonly string[];
};

const LONGEST_NOTE = '长'.repeat(2_000);

const narratives = [
  '烧烤摊有人打架动刀了',
  '咨询医保报销',
  '路灯坏了三天',
  '厨房煤气味很大',
  '老人走失',
  '工地欠薪，工人要堵门',
];

async function deskOf(at: OperatorContext): Promise<Desk | null> {
  const result = await at.dispatch('desk.get', {});
  return result.ok ? result.value : null;
}

function someFields(dice: Dice): CaseFieldsPatch {
  const all: CaseFieldsPatch[] = [
    { narrative: dice.pick(narratives) + String(dice.below(1_000)) },
    { address: `和平街 ${dice.below(200)} 号` },
    { hurt: dice.below(4) },
    { dangerNow: dice.chance(0.3) },
    { divisionCode: '140902', landmark: '广场北门' },
    { callbackNumber: `1380000${String(dice.below(10_000)).padStart(4, '0')}` },
  ];
  return Object.assign({}, dice.pick(all), dice.chance(0.5) ? dice.pick(all) : {});
}

function tell(at: OperatorContext, caseId: string, orderNumber: string): void {
  if (orderNumber !== '')
    at.said.numbers.push({ caseId, number: orderNumber, centreId: at.centreId, seatId: at.seatId });
}

async function takeCall(at: OperatorContext): Promise<void> {
  const number = `1390000${String(at.dice.below(50)).padStart(4, '0')}`;
  const ring = await at.dispatch('phone.simulate', { number });
  if (!ring.ok) return;
  await at.dispatch('phone.command', { callId: ring.value.callId, command: 'answer' });
  const opened = await at.dispatch('draft.open', { callId: ring.value.callId, caseId: null });
  if (opened.ok) await at.dispatch('draft.save', { draftId: opened.value.draft.id, fields: someFields(at.dice) });
  await at.dispatch('phone.command', { callId: ring.value.callId, command: 'hangup' });
  if (at.dice.chance(0.7)) await at.dispatch('desk.setState', { state: 'idle' });
}

async function someDraft(at: OperatorContext): Promise<string | null> {
  const desk = await deskOf(at);
  return desk && desk.drafts.length > 0 ? at.dice.pick(desk.drafts).id : null;
}

async function type(at: OperatorContext): Promise<void> {
  const draftId = await someDraft(at);
  if (draftId) await at.dispatch('draft.save', { draftId, fields: someFields(at.dice) });
}

async function save(at: OperatorContext): Promise<void> {
  const draftId = await someDraft(at);
  if (!draftId) return;
  const saved = await at.dispatch('case.save', { draftId });
  if (saved.ok) tell(at, saved.value.caseId, saved.value.orderNumber);
}

async function click(at: OperatorContext): Promise<void> {
  const draftId = await someDraft(at);
  if (!draftId) return;
  const route =
    at.centreId === 'xz-110' ? '12345' : at.dice.pick(['110', '110_first_notify_12345', 'negotiate'] as const);
  const override = { reason: 'callerSaid', text: '' } as const;
  const done = await at.dispatch('transfer.click', { draftId, route, override });
  if (!done.ok) return;
  tell(at, done.value.caseId, done.value.orderNumber);
  const { transferId, code } = done.value;
  if (transferId) at.said.codes.push({ centreId: at.centreId, code });
}

async function close(at: OperatorContext): Promise<void> {
  const draftId = await someDraft(at);
  if (draftId) await at.dispatch('draft.discard', { draftId, confirmed: true });
}

async function note(at: OperatorContext): Promise<void> {
  const listed = await at.dispatch('case.search', { text: '', limit: 50, before: null });
  if (!listed.ok || listed.value.hits.length === 0) return;
  const { caseId } = at.dice.pick(listed.value.hits).card;
  const text = at.dice.chance(0.1) ? LONGEST_NOTE : `记录 ${at.dice.below(10_000)}`;
  await at.dispatch('case.note', { caseId, text });
}

async function incoming(at: OperatorContext): Promise<void> {
  const cards =
    (await deskOf(at))?.transfers.filter((each) => each.direction === 'in' && isWaiting(each.transfer)) ?? [];
  if (cards.length === 0) return;
  const { transfer } = at.dice.pick(cards);
  const what = at.dice.below(10);
  if (what < 3) await at.dispatch('transfer.painted', { transferId: transfer.id });
  else if (what < 9) {
    const taken = await at.dispatch('transfer.accept', { transferId: transfer.id });
    if (taken.ok) tell(at, taken.value.caseId, taken.value.orderNumber);
  } else await at.dispatch('transfer.return', { transferId: transfer.id, reason: 'notOurs', item: '', text: '' });
}

async function running(at: OperatorContext): Promise<void> {
  const cards = (await deskOf(at))?.transfers ?? [];
  if (cards.length === 0) return;
  const { transfer } = at.dice.pick(cards);
  const what = at.dice.below(4);
  const transferId = transfer.id;
  if (what === 0) await at.dispatch('transfer.withdraw', { transferId, text: '' });
  if (what === 1)
    await at.dispatch('transfer.settle', {
      transferId,
      owner: at.dice.pick(['sender', 'receiver'] as const),
      text: '',
    });
  if (what >= 2)
    await at.dispatch('transfer.progress', {
      transferId,
      to: at.dice.pick(['working', 'resolved', 'closed'] as const),
      text: '',
    });
}

/** Somebody over there read a code over the phone, whether or not its data has come. */
async function stub(at: OperatorContext): Promise<void> {
  const told = at.said.codes.filter((each) => each.centreId !== at.centreId).slice(-3);
  if (told.length === 0) return;
  const opened = await at.dispatch('stub.open', { code: at.dice.pick(told).code });
  if (opened.ok) tell(at, opened.value.caseId, opened.value.orderNumber);
}

const acts = [
  takeCall,
  takeCall,
  type,
  type,
  save,
  click,
  click,
  note,
  note,
  incoming,
  incoming,
  incoming,
  running,
  close,
  stub,
  ...rareActs,
];

/** One thing that a person at this seat does next. */
export function act(at: OperatorContext): Promise<void> {
  return at.dice.pick(acts)(at);
}
