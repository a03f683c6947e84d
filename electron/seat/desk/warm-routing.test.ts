import { beforeEach, expect, test, vi } from 'vitest';
import { suggest } from '../../../shared/routing/suggest.ts';
import { createSeatDesk } from '../../../test/fakes/seat-desk.ts';
import type * as Routing from '../../../shared/routing/suggest.ts';

vi.mock('../../../shared/routing/suggest.ts', async (original) => {
  const real = await original<typeof Routing>();
  return { suggest: vi.fn(real.suggest) };
});
const asked = vi.mocked(suggest);
beforeEach(() => void asked.mockClear());

test('the rules are made ready once: after the desk was handed out, before a word is typed', async () => {
  const { call, clock, seat } = createSeatDesk();
  await clock.advance(5_000);
  expect(asked).not.toHaveBeenCalled();
  await call('desk.get', {});
  expect(asked).not.toHaveBeenCalled();
  await clock.advance(300);
  expect(asked).toHaveBeenCalledTimes(1);
  // The very list that the first word will be judged by: another object would be made ready anew.
  const { draft } = await call('draft.open', { callId: null, caseId: null });
  await call('draft.save', { draftId: draft.id, fields: { narrative: '停水三天' } });
  expect(asked.mock.calls[1]?.[2]).toBe(asked.mock.calls[0]?.[2]);
  asked.mockClear();
  await call('desk.get', {});
  await clock.advance(5_000);
  expect(asked).not.toHaveBeenCalled();
  await seat.stop();
});

test('a seat that stops meanwhile leaves it', async () => {
  const { call, clock, seat } = createSeatDesk();
  await call('desk.get', {});
  await seat.stop();
  await clock.advance(5_000);
  expect(asked).not.toHaveBeenCalled();
});
