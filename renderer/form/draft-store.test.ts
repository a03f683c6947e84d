import { expect, test } from 'vitest';
import type { Draft } from '../../shared/contract/desk.ts';
import { failure, success } from '../../shared/contract/errors.ts';
import type { Result } from '../../shared/contract/errors.ts';
import type { CaseView } from '../../shared/contract/seat-api.ts';
import { emptyCaseFields, NARRATIVE_MAX } from '../../shared/entities/case.ts';
import type { CaseFields, CaseFieldsPatch } from '../../shared/entities/case.ts';
import type { Suggestion } from '../../shared/routing/types.ts';
import { createDraftStore } from './draft-store.ts';
import type { DraftStore } from './draft-store.ts';
import type { DraftPorts } from './draft-state.ts';

const draftId = '0192f000-0000-7000-8000-000000000001';
const caseId = '0192f000-0000-7000-8000-0000000000c1';
const suggestion: Suggestion = {
  route: '12345',
  emergency: false,
  level: null,
  confidence: 0.3,
  reasons: [],
  counter: null,
  questions: [],
  listVersion: 't',
};
const actor = { operatorId: 'op', name: '张', seatId: '110-01', centreId: 'xz-110' };

type Asked = {
  name: string;
  args: { fields?: CaseFieldsPatch; note?: string };
  answer: (result: Result<unknown>) => void;
};

function rig(draft: Partial<Draft> = {}) {
  const asked: Asked[] = [];
  let clock = 0;
  let timers: { at: number; run: () => void }[] = [];
  let resend: () => void = () => undefined;
  const ports: DraftPorts = {
    call: (name, args) =>
      new Promise((resolve) => {
        asked.push({ name, args: args as Asked['args'], answer: resolve as (result: Result<unknown>) => void });
      }),
    after: (ms, run) => {
      const timer = { at: clock + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    onResend: (run) => {
      resend = run;
      return () => undefined;
    },
  };
  const store = createDraftStore(draftId, ports);
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
  };
  return {
    store,
    asked,
    restart: () => resend(),
    pass: async (ms: number) => {
      const until = clock + ms;
      for (;;) {
        const next = timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        clock = next.at;
        timers = timers.filter((each) => each !== next);
        next.run();
        await settle();
      }
      clock = until;
      await settle();
    },
    /** Answers the oldest call of that name and takes it off the list. */
    answer: async (name: string, result: Result<unknown>) => {
      const at = asked.findIndex((each) => each.name === name);
      const found = asked[at];
      if (!found) throw new Error(`nothing asked ${name}`);
      asked.splice(at, 1);
      found.answer(result);
      await settle();
      return found.args;
    },
    open: async (): Promise<void> => {
      store.attach();
      const made: Draft = {
        id: draftId,
        caseId: null,
        callId: null,
        fields: emptyCaseFields,
        dirty: [],
        note: '',
        stub: null,
        createdAt: 1,
        savedAt: 1,
        ...draft,
      };
      asked.shift()?.answer(success({ draft: made }));
      await settle();
      asked.shift()?.answer(saved(2));
      await settle();
    },
  };
}

function saved(savedAt: number): Result<unknown> {
  return success({ savedAt, suggestion, problems: [] });
}

function view(fields: Partial<CaseFields>, rev: number, conflicts: CaseView['case']['conflicts'] = []): CaseView {
  return {
    case: {
      id: caseId,
      centreId: 'xz-12345',
      kind: '12345',
      orderNumbers: {},
      fields: { ...emptyCaseFields, ...fields },
      rev,
      fieldRevs: {},
      conflicts,
      notes: [],
      overrides: [],
      handlings: [],
      stub: null,
      status: 'open',
      callId: null,
      createdBy: actor,
      createdAt: 1,
      updatedAt: 1,
    },
    transfers: [],
    unsent: 0,
  };
}

function typeInto(store: DraftStore, text: string): void {
  store.focus('narrative');
  for (let end = 1; end <= text.length; end += 1) store.change('narrative', text.slice(0, end));
}

test('keys within a moment become one save, sent at most 150 ms after the first of them', async () => {
  const { store, asked, pass, open } = rig();
  await open();
  for (let key = 1; key <= 10; key += 1) {
    store.change('narrative', '水'.repeat(key));
    await pass(30);
  }
  expect(asked.map((each) => each.args.fields?.narrative?.length)).toEqual([5]);
  expect(store.get().save).toBe('saving');
});

test('one save under way; the next one carries the latest, then the state is saved with its time', async () => {
  const { store, asked, pass, answer, open } = rig();
  await open();
  typeInto(store, '停水');
  await pass(60);
  typeInto(store, '停水三天');
  store.change('address', '和平街');
  await pass(500);
  expect(asked).toHaveLength(1);
  await answer('draft.save', saved(10));
  expect(store.get()).toMatchObject({ save: 'saving', savedAt: 10 });
  expect(await answer('draft.save', saved(11))).toMatchObject({ fields: { narrative: '停水三天', address: '和平街' } });
  expect(store.get()).toMatchObject({ save: 'saved', savedAt: 11, suggestion });
  expect(asked).toHaveLength(0);
});

test('leaving a field sends at once', async () => {
  const { store, asked, open } = rig();
  await open();
  typeInto(store, '停');
  store.blur('narrative');
  expect(asked.map((each) => each.args.fields)).toEqual([{ narrative: '停' }]);
});

test('nothing is sent inside a composition, at its end at once', async () => {
  const { store, asked, pass, open } = rig();
  await open();
  store.focus('narrative');
  store.compositionStart('narrative');
  store.change('narrative', 'ting');
  store.change('narrative', "ting'shui");
  await pass(1_000);
  expect(asked).toHaveLength(0);
  expect(store.get().fields.narrative).toBe("ting'shui");
  store.compositionEnd('narrative', '停水');
  expect(asked.map((each) => each.args.fields)).toEqual([{ narrative: '停水' }]);
});

test('a composition that was given up leaves the field untouched', async () => {
  const { store, asked, pass, open } = rig({ fields: { ...emptyCaseFields, narrative: '停水' } });
  await open();
  store.compositionStart('narrative');
  store.change('narrative', '停水san');
  store.compositionEnd('narrative', '停水');
  await pass(1_000);
  expect(asked).toHaveLength(0);
  expect(store.get().save).toBe('saved');
});

test('above the bound the change is refused and the old text stands, also at the end of a composition', async () => {
  const { store, open } = rig();
  await open();
  const full = '水'.repeat(NARRATIVE_MAX);
  expect(store.change('narrative', full)).toBe(true);
  expect(store.change('narrative', `${full}水`)).toBe(false);
  expect(store.get()).toMatchObject({ refused: 'narrative', fields: { narrative: full } });
  store.compositionStart('narrative');
  store.change('narrative', `${full}shui`);
  expect(store.compositionEnd('narrative', `${full}水`)).toBe(false);
  expect(store.get()).toMatchObject({ refused: 'narrative', fields: { narrative: full } });
});

test('a seat that is gone: unsaved, typing goes on, and everything goes again after the restart', async () => {
  const { store, asked, pass, answer, open, restart } = rig();
  await open();
  store.change('callerName', '王');
  await pass(60);
  await answer('draft.save', saved(10));
  store.change('narrative', '停水');
  await pass(60);
  await answer('draft.save', failure('seatDown'));
  expect(store.get()).toMatchObject({ save: 'unsaved', failure: { code: 'seatDown' } });
  store.change('narrative', '停水三天');
  expect(store.get()).toMatchObject({ save: 'unsaved', fields: { narrative: '停水三天' } });
  asked.length = 0;
  restart();
  expect(asked.map((each) => each.args.fields)).toEqual([{ callerName: '王', narrative: '停水三天' }]);
  await answer('draft.save', saved(12));
  expect(store.get()).toMatchObject({ save: 'saved', failure: null });
});

test('an answer of the dead process does not acknowledge what the new one was sent', async () => {
  const { store, asked, pass, open, restart } = rig();
  await open();
  store.change('narrative', '停水');
  await pass(60);
  const lost = asked[0];
  restart();
  expect(asked).toHaveLength(2);
  lost?.answer(saved(9));
  await pass(0);
  expect(store.get().save).toBe('saving');
});

test('a failed save is tried again by itself', async () => {
  const { store, asked, pass, answer, open } = rig();
  await open();
  store.change('narrative', '停水');
  await pass(60);
  await answer('draft.save', failure('timeout'));
  await pass(1_000);
  expect(asked.map((each) => each.name)).toEqual(['draft.save']);
});

test('flush answers true once all is stored, false when the seat could not take it', async () => {
  const { store, answer, open } = rig();
  await open();
  store.change('narrative', '停水');
  const stored = store.flush();
  await answer('draft.save', saved(10));
  expect(await stored).toBe(true);
  store.change('narrative', '停水三天');
  const lost = store.flush();
  await answer('draft.save', failure('storeFull'));
  expect(await lost).toBe(false);
});

test('fields that the other side changed flow in and are new until looked at', async () => {
  const { store, open } = rig({ caseId });
  await open();
  store.incoming(view({ address: '和平街 3 号' }, 2));
  expect(store.get().fields.address).toBe('和平街 3 号');
  expect([...store.get().fresh]).toEqual(['address']);
  store.focus('address');
  expect(store.get().fresh.size).toBe(0);
});

test('nothing flows over a field with the cursor in it; it does when the cursor leaves it untouched', async () => {
  const { store, open } = rig({ caseId });
  await open();
  store.focus('address');
  store.incoming(view({ address: '和平街 3 号', landmark: '北门' }, 2));
  expect(store.get().fields).toMatchObject({ address: '', landmark: '北门' });
  store.blur('address');
  expect(store.get().fields.address).toBe('和平街 3 号');
  expect(store.get().fresh.has('address')).toBe(true);
});

test('typed text is never overwritten by the other side, not even after the cursor left', async () => {
  const { store, answer, open } = rig({ caseId });
  await open();
  store.focus('address');
  store.change('address', '长征街');
  store.incoming(view({ address: '和平街' }, 2));
  store.blur('address');
  await answer('draft.save', saved(10));
  expect(store.get().fields.address).toBe('长征街');
});

test('the loser of a conflict shows the value that stands, marked new, beside the conflict', async () => {
  const { store, pass, answer, open } = rig({ caseId });
  await open();
  store.change('address', '长征街');
  await pass(1_000);
  await answer('draft.save', saved(10));
  await pass(1_000);
  await answer('case.save', success({ caseId, orderNumber: 'GD1' }));
  store.incoming(view({ address: '长征街' }, 2));
  const conflict = { field: 'address' as const, other: '长征街', by: actor, at: 5, mutationId: draftId, rev: 3 };
  store.incoming(view({ address: '和平街' }, 3, [conflict]));
  expect(store.get()).toMatchObject({ fields: { address: '和平街' }, conflicts: [conflict] });
  expect(store.get().fresh.has('address')).toBe(true);
});

test('an older view that arrives late changes nothing', async () => {
  const { store, open } = rig({ caseId });
  await open();
  store.incoming(view({ address: '新' }, 3));
  store.incoming(view({ address: '旧' }, 2));
  expect(store.get().fields.address).toBe('新');
});

test('a saved case gets changes one second after the last key, or when the cursor leaves', async () => {
  const { store, asked, pass, answer, open } = rig({ caseId });
  await open();
  store.focus('narrative');
  store.change('narrative', '停水');
  await pass(100);
  await answer('draft.save', saved(10));
  await pass(800);
  expect(asked).toEqual([]);
  await pass(100);
  expect(asked.map((each) => each.name)).toEqual(['case.save']);
  await answer('case.save', success({ caseId, orderNumber: 'GD1' }));
  store.change('narrative', '停水三天');
  store.blur('narrative');
  await answer('draft.save', saved(11));
  await pass(0);
  expect(asked.map((each) => each.name)).toEqual(['case.save']);
});

test('an unsaved case is not made by typing, only when a person saves it', async () => {
  const { store, asked, pass, answer, open } = rig();
  await open();
  store.change('narrative', '停水');
  store.blur('narrative');
  await answer('draft.save', saved(10));
  await pass(5_000);
  expect(asked).toEqual([]);
  const done = store.saveCase();
  await pass(0);
  await answer('case.save', success({ caseId, orderNumber: 'GD202611230001' }));
  expect(await done).toBeNull();
  expect(store.get()).toMatchObject({ caseId, orderNumber: 'GD202611230001' });
});

test('text typed before the form was loaded is kept over what the seat had', async () => {
  const { store, answer, pass } = rig();
  store.attach();
  store.change('narrative', '救命');
  const fields = { ...emptyCaseFields, callerNumber: '13800000000' };
  await answer(
    'draft.get',
    success({
      draft: {
        id: draftId,
        caseId: null,
        callId: 'c1',
        fields,
        dirty: [],
        note: '',
        stub: null,
        createdAt: 1,
        savedAt: 1,
      },
    }),
  );
  expect(store.get().fields).toMatchObject({ narrative: '救命', callerNumber: '13800000000' });
  await pass(0);
  expect(await answer('draft.save', saved(2))).toMatchObject({ fields: { narrative: '救命' } });
});

test('a note that was not sent is stored with the form, comes back with it, and goes again after a restart', async () => {
  const { store, asked, pass, answer, open, restart } = rig({ note: '上次写了一半' });
  await open();
  expect(store.get().noteText).toBe('上次写了一半');
  store.writeNote('上次写了一半，他走了');
  await pass(60);
  expect(asked.map((each) => each.args)).toEqual([{ draftId, fields: {}, note: '上次写了一半，他走了' }]);
  await answer('draft.save', saved(10));
  expect(store.get().save).toBe('saved');
  restart();
  expect(asked.map((each) => each.args.note)).toEqual(['上次写了一半，他走了']);
});
