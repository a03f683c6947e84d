import type { CaseChange } from '../contract/entries.ts';
import type { Mutation } from '../contract/mutations.ts';
import { CASE_BOUNDS, type Case, type CaseField, type CaseFieldsPatch, type FieldConflict } from '../entities/case.ts';
import type { Actor } from '../entities/primitives.ts';
import { decided, refuse, type Decision, type Effect, type Knowledge } from './decision.ts';
import { joinStub } from './join-stub.ts';
import { centresThatSee, ownerOfCase } from './visibility.ts';

export type CaseMutation = Extract<Mutation, { name: `case.${string}` }>;

export function decideCase(mutation: CaseMutation, actor: Actor, know: Knowledge, now: number): Decision {
  const existing = know.case(mutation.args.caseId);
  if (mutation.name === 'case.create') return create(mutation, existing, actor, know, now);
  if (!existing) return refuse('notFound');
  const transfers = know.transfersOf(existing.id);
  if (!centresThatSee(existing, transfers).has(actor.centreId)) return refuse('notVisible');
  const change = (part: Omit<CaseChange, 'rev' | 'updatedAt'>): Decision =>
    decided({ kind: 'caseChange', caseId: existing.id, change: { rev: existing.rev + 1, updatedAt: now, ...part } });
  switch (mutation.name) {
    case 'case.edit':
      return edit(mutation, existing, actor, know, now);
    case 'case.note': {
      if (existing.notes.length >= CASE_BOUNDS.notes) return refuse('tooLarge');
      const { noteId: id, text } = mutation.args;
      return change({ addNotes: [{ id, text, by: actor, at: now }] });
    }
    case 'case.override': {
      if (existing.overrides.length >= CASE_BOUNDS.overrides) return refuse('tooLarge');
      const { caseId: _, ...override } = mutation.args;
      return change({ addOverrides: [{ ...override, by: actor, at: now }] });
    }
    case 'case.handle': {
      if (existing.handlings.length >= CASE_BOUNDS.handlings) return refuse('tooLarge');
      const { caseId: _, ...handling } = mutation.args;
      return change({ addHandlings: [{ ...handling, by: actor, at: now }] });
    }
    case 'case.close':
      if (ownerOfCase(existing, transfers) !== actor.centreId) return refuse('forbidden');
      if (mutation.args.text !== '' && existing.notes.length >= CASE_BOUNDS.notes) return refuse('tooLarge');
      return change({ status: 'closed', ...closingNote(mutation.id, mutation.args.text, actor, now) });
  }
}

function closingNote(id: string, text: string, by: Actor, at: number): Pick<CaseChange, 'addNotes'> {
  return text === '' ? {} : { addNotes: [{ id, text, by, at }] };
}

function create(
  mutation: Extract<CaseMutation, { name: 'case.create' }>,
  existing: Case | null,
  actor: Actor,
  know: Knowledge,
  now: number,
): Decision {
  if (existing) return refuse('wrongOrder');
  const { caseId, kind, orderNumber, fields, callId, stub } = mutation.args;
  const made: Case = {
    id: caseId,
    centreId: actor.centreId,
    kind,
    orderNumbers: { [actor.centreId]: orderNumber },
    fields,
    rev: 1,
    fieldRevs: {},
    conflicts: [],
    notes: [],
    overrides: [],
    handlings: [],
    stub: stub ? { ...stub, joinedCaseId: null, joinedAt: null } : null,
    status: 'open',
    callId,
    createdBy: actor,
    createdAt: Math.max(0, now - mutation.ageMs),
    updatedAt: now,
  };
  const effects: Effect[] = [{ kind: 'case', case: made }];
  const transfer = stub ? know.transferByCode(stub.code, stub.fromCentreId, actor.centreId) : null;
  const sent = transfer ? know.case(transfer.caseId) : null;
  if (transfer && sent) effects.push(...joinStub(made, sent, transfer, actor, now));
  return decided(...effects);
}

/** Whose late data filled this stub; null when it is none, or when that transfer is not part of what is being decided. */
function joinedFrom(item: Case, know: Knowledge): Actor | null {
  const joined = item.stub?.joinedCaseId;
  return (joined && know.transfersOf(joined).findLast((each) => each.stubCaseId === item.id)?.from) || null;
}

/**
 * A field conflicts only if somebody at another seat changed it after the rev this edit was made on; then both values stay. What the
 * receiver wrote into a stub while listening stands, though the data that came late was laid in first.
 */
function edit(
  mutation: Extract<CaseMutation, { name: 'case.edit' }>,
  before: Case,
  actor: Actor,
  know: Knowledge,
  now: number,
): Decision {
  const rev = before.rev + 1;
  const late = actor.centreId === before.centreId ? joinedFrom(before, know) : null;
  const fields: Record<string, unknown> = {};
  const fieldRevs: CaseChange['fieldRevs'] = {};
  const settled = new Set<CaseField>();
  const added: FieldConflict[] = [];
  for (const [name, value] of Object.entries(mutation.args.fields)) {
    const field = name as CaseField;
    const last = before.fieldRevs[field];
    const overtaken = last !== undefined && last.rev > mutation.baseRev && last.seatId !== actor.seatId;
    if (overtaken && before.fields[field] !== value) {
      const [other, by] = last.seatId === late?.seatId ? [before.fields[field], late] : [value, actor];
      added.push({ field, other, by, at: now, mutationId: mutation.id, rev });
      if (by === actor) continue;
    }
    fields[field] = value;
    fieldRevs[field] = { rev, seatId: actor.seatId };
    settled.add(field);
  }
  // A seat's newer value of a field stands in for its older one: nobody chooses between two texts of one hand.
  const kept = before.conflicts.filter(
    (each) =>
      !(settled.has(each.field) && mutation.baseRev >= each.rev) &&
      !added.some(({ field }) => field === each.field && each.by.seatId === actor.seatId),
  );
  const conflicts = [...kept, ...added];
  if (conflicts.length > CASE_BOUNDS.conflicts) return refuse('tooLarge');
  const conflictsChanged = added.length > 0 || kept.length < before.conflicts.length;
  return decided({
    kind: 'caseChange',
    caseId: before.id,
    change: {
      rev,
      updatedAt: now,
      fields: fields as CaseFieldsPatch,
      fieldRevs,
      ...(conflictsChanged ? { conflicts } : {}),
    },
  });
}
