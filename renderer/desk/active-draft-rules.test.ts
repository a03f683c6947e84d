import { expect, test } from 'vitest';
import type { Call } from '../../shared/entities/call.ts';
import { sampleId } from '../../test/fakes/sample-desk.ts';
import { nextDraft } from './active-draft-rules.ts';
import type { DraftMoment } from './active-draft-rules.ts';

const [mine, ofCall] = [sampleId(1), sampleId(2)];
const card = (id: string, callId: string | null) => ({
  id,
  caseId: null,
  callId,
  createdAt: 1,
  savedAt: 1,
  callerNumber: '',
  summary: '',
  typed: false,
  handled: false,
  awaitedCode: null,
});
const ringing: Call = {
  callId: 'call-2',
  direction: 'in',
  state: 'ringing',
  ani: '',
  aniTrust: 'unknown',
  dnis: '',
  displayName: '',
  startedAt: 1,
  answeredAt: null,
  endedAt: null,
  cause: '',
};
const moment: DraftMoment = {
  activeId: mine,
  awaitedId: null,
  drafts: [card(ofCall, 'call-2'), card(mine, null)],
  call: ringing,
  settledCallId: null,
  touched: false,
  typing: false,
};

test('a ringing call’s form comes up over an untouched one', () => {
  expect(nextDraft(moment)).toEqual({ do: 'show', draftId: ofCall });
});

test('it never comes up over typed text, nor under typing or composing hands', () => {
  expect(nextDraft({ ...moment, touched: true })).toEqual({ do: 'stay' });
  expect(nextDraft({ ...moment, typing: true })).toEqual({ do: 'stay' });
});

test('it comes up once: who moved away from it stays away', () => {
  expect(nextDraft({ ...moment, settledCallId: 'call-2' })).toEqual({ do: 'stay' });
});

test('a call without a form asks for one; a call made from here does not', () => {
  expect(nextDraft({ ...moment, drafts: [card(mine, null)] })).toEqual({ do: 'open', callId: 'call-2' });
  expect(nextDraft({ ...moment, drafts: [card(mine, null)], call: { ...ringing, direction: 'out' } })).toEqual({
    do: 'stay',
  });
});

test('after a restart the newest form is shown; a form just asked for is waited for', () => {
  expect(nextDraft({ ...moment, activeId: null, call: null })).toEqual({ do: 'show', draftId: ofCall });
  expect(nextDraft({ ...moment, activeId: sampleId(7), awaitedId: sampleId(7) })).toEqual({ do: 'stay' });
});
