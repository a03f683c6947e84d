import { expect, test } from 'vitest';
import { failure, success } from '../../shared/contract/errors.ts';
import { emptyCaseFields, NARRATIVE_MAX } from '../../shared/entities/case.ts';
import { caseId, draftId, rig, saved, suggestion } from '../testing/draft-rig.ts';
import type { DraftStore } from './draft-store.ts';

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
  store.blur();
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
  store.blur();
  await answer('draft.save', saved(11));
  await pass(0);
  expect(asked.map((each) => each.name)).toEqual(['case.save']);
});

test('an unsaved case is not made by typing, only when a person saves it', async () => {
  const { store, asked, pass, answer, open } = rig();
  await open();
  store.change('narrative', '停水');
  store.blur();
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
