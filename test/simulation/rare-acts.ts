import { signInOf } from '../fixtures/sign-in.ts';
import type { OperatorContext } from './operator.ts';

async function dedicate(at: OperatorContext): Promise<void> {
  const centre = at.centreId;
  const other = centre === 'xz-110' ? 'xz-12345' : 'xz-110';
  const seatId = at.dice.pick(at.seats);
  const dedicated = at.dice.chance(0.5)
    ? null
    : { servesCentreId: other, locatedAtCentreId: centre, reason: '高峰', expiresAt: null };
  await at.dispatch('lead.dedicate', { seatId, dedicated });
}

async function changeState(at: OperatorContext): Promise<void> {
  await at.dispatch('desk.setState', { state: at.dice.pick(['idle', 'idle', 'idle', 'busy', 'break'] as const) });
}

/** The chair changes hands, with whatever is unsent; now and then somebody sits down who may not send at all. */
async function changeOperator(at: OperatorContext): Promise<void> {
  if (at.dice.chance(0.2)) await at.dispatch('session.signOut', {});
  const signing = at.dispatch('session.signIn', signInOf(at.dice.pick(at.operators)));
  // It crosses the network, which moves only while this person does something else.
  void signing.then((signed) => (signed.ok ? at.dispatch('desk.setState', { state: 'idle' }) : signed));
}

async function someCase(at: OperatorContext): Promise<string | null> {
  const listed = await at.dispatch('case.search', { text: '', limit: 50, before: null });
  return listed.ok && listed.value.hits.length > 0 ? at.dice.pick(listed.value.hits).card.caseId : null;
}

async function closeCase(at: OperatorContext): Promise<void> {
  const caseId = await someCase(at);
  if (caseId) await at.dispatch('case.close', { caseId, text: at.dice.pick(['', '已办结']) });
}

async function handle(at: OperatorContext): Promise<void> {
  const caseId = await someCase(at);
  if (caseId) await at.dispatch('case.handle', { caseId, action: 'keep', target: '', text: '' });
}

async function openAgain(at: OperatorContext): Promise<void> {
  const caseId = await someCase(at);
  if (caseId) await at.dispatch('draft.open', { callId: null, caseId });
}

/** Two texts of two hands: one is chosen. */
async function settleConflict(at: OperatorContext): Promise<void> {
  const caseId = await someCase(at);
  const got = caseId === null ? null : await at.dispatch('case.get', { caseId });
  const conflict = got?.ok ? got.value.view.case.conflicts[0] : undefined;
  if (!caseId || !conflict) return;
  const { field, mutationId } = conflict;
  await at.dispatch('case.settle', { caseId, field, mutationId, keep: at.dice.pick(['other', 'standing'] as const) });
}

/** A lead changes a matter, or goes back to an older version; two may do so at the same time. */
async function publish(at: OperatorContext): Promise<void> {
  const got = await at.dispatch('list.get', {});
  if (!got.ok) return;
  const { inForce, draft } = got.value;
  const version = `v${at.dice.below(1_000_000)}`;
  if (at.dice.chance(0.2)) {
    const history = await at.dispatch('list.history', {});
    const older = history.ok ? [...history.value.versions.map((each) => each.version), history.value.shipped] : [];
    if (older.length === 0) return;
    const content = { from: 'version', version: at.dice.pick(older) } as const;
    return void (await at.dispatch('list.publish', { content, version, note: '退回' }));
  }
  const [first, ...rest] = draft?.matters ?? inForce.matters;
  if (!first) return;
  const matters = [{ ...first, department: `责任单位 ${at.dice.below(100)}` }, ...rest.slice(0, 3)];
  await at.dispatch('list.saveDraft', {
    basedOn: draft && at.dice.chance(0.3) ? draft.basedOn : inForce.version,
    matters,
  });
  if (at.dice.chance(0.7)) await at.dispatch('list.publish', { content: { from: 'draft' }, version, note: '联席会议' });
}

export const rareActs = [publish, dedicate, changeState, changeOperator, closeCase, handle, openAgain, settleConflict];
