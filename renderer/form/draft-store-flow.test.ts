import { expect, test } from 'vitest';
import { success } from '../../shared/contract/errors.ts';
import { actor, caseId, draftId, rig, saved, view } from '../testing/draft-rig.ts';

test('fields that the other side changed flow in and are new until looked at', async () => {
  const { store, open } = rig({ caseId });
  await open();
  store.incoming(view({ address: '和平街 3 号' }, 2));
  expect(store.get().fields.address).toBe('和平街 3 号');
  expect([...store.get().fresh]).toEqual(['address']);
  store.focus('address');
  expect(store.get().fresh.size).toBe(0);
});

test('a field in which the cursor only rests takes what arrives at once, marked new until the next own key', async () => {
  const { store, open } = rig({ caseId });
  await open();
  store.focus('address');
  store.incoming(view({ address: '和平街 3 号' }, 2));
  expect(store.get().fields.address).toBe('和平街 3 号');
  expect(store.get().fresh.has('address')).toBe(true);
  store.blur();
  store.focus('address');
  expect(store.get().fresh.has('address')).toBe(true);
  store.change('address', '和平街 3 号楼');
  expect(store.get().fresh.has('address')).toBe(false);
});

test('under typing the other value is held and told at once; it is no longer when the case has what was typed', async () => {
  const { store, pass, answer, open } = rig({ caseId });
  await open();
  store.incoming(view({ address: '和平' }, 1));
  store.focus('address');
  store.change('address', '和平街');
  store.incoming(view({ address: '和平路' }, 2));
  expect(store.get().fields.address).toBe('和平街');
  const held = store.get().held;
  expect(held.get('address')).toEqual({ before: '和平', value: '和平路' });
  store.change('address', '和平街北');
  expect(store.get().held).toBe(held);
  await pass(60);
  await answer('draft.save', saved(10));
  await pass(1_000);
  await answer('case.save', success({ caseId, orderNumber: 'GD1' }));
  expect(store.get().held.size).toBe(0);
});

test('a composition holds what arrives; given up, it lets it flow in', async () => {
  const { store, asked, open } = rig({ caseId });
  await open();
  store.focus('address');
  store.compositionStart('address');
  store.change('address', 'he');
  store.incoming(view({ address: '和平街' }, 2));
  expect(store.get().fields.address).toBe('he');
  expect(store.get().held.get('address')).toEqual({ before: '', value: '和平街' });
  store.compositionEnd('address', '');
  expect(store.get().fields.address).toBe('和平街');
  expect(store.get().held.size).toBe(0);
  expect(asked).toEqual([]);
});

test('a composition that ends in words counts from what stood before it', async () => {
  const { store, asked, open } = rig({ caseId });
  await open();
  store.incoming(view({}, 2));
  store.focus('address');
  store.compositionStart('address');
  store.incoming(view({ address: '和平街' }, 3));
  store.compositionEnd('address', '长征街');
  expect(asked.map((each) => each.args.seen)).toEqual([{ address: 2 }]);
});

test('typed text is never overwritten by the other side, not even after the cursor left', async () => {
  const { store, answer, open } = rig({ caseId });
  await open();
  store.focus('address');
  store.change('address', '长征街');
  store.incoming(view({ address: '和平街' }, 2));
  store.blur();
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

test('what arrives unseen under the typing is told with it: the rev that stood before the eyes', async () => {
  const { store, asked, pass, open } = rig({ caseId });
  await open();
  store.incoming(view({}, 2));
  store.focus('address');
  store.change('address', '长征');
  store.incoming(view({ address: '和平街' }, 3));
  store.change('address', '长征街');
  store.change('landmark', '北门');
  store.incoming(view({ address: '和平街 3 号' }, 4));
  await pass(60);
  expect(asked.map((each) => each.args)).toEqual([
    { draftId, fields: { address: '长征街', landmark: '北门' }, seen: { address: 2, landmark: 3 } },
  ]);
});

test('what flowed in after the cursor left was seen', async () => {
  const { store, asked, pass, open } = rig({ caseId });
  await open();
  store.incoming(view({}, 2));
  store.focus('address');
  store.incoming(view({ address: '和平街' }, 3));
  store.blur();
  store.change('address', '和平街 3 号');
  await pass(60);
  expect(asked.map((each) => each.args.seen)).toEqual([{ address: 3 }]);
});

test('a suggestion is asked for anew when the narrative was changed by the other side', async () => {
  const { store, asked, open } = rig({ caseId });
  await open();
  store.incoming(view({ narrative: '有人要跳楼' }, 2));
  expect(asked.map((each) => each.args)).toEqual([{ draftId, fields: {} }]);
});
