import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { success } from '../../shared/contract/errors.ts';
import { defaultMatterList } from '../../shared/matter-list/default-list.ts';
import { policeMatter, reviewFact } from '../../test/fixtures/review.ts';
import type { Matter } from '../../shared/matter-list/matter-list.ts';
import type { ReviewFact } from '../../shared/review/review-fact.ts';
import { sampleDesk, sampleId, sampleNow, sampleOperators } from '../../test/fakes/sample-desk.ts';
import type { FakeAnswers } from '../../test/fakes/fake-seat-bridge.ts';
import { mountDesk } from '../testing/desk-rig.tsx';
import { ReviewPage } from './ReviewPage.tsx';

const matter = policeMatter;
const none = (): void => undefined;

const fact = (serial: number, part: Partial<ReviewFact> = {}): ReviewFact =>
  reviewFact(serial, { caseId: sampleId(serial), at: sampleNow, ...part });

async function mount(facts: readonly ReviewFact[], answers: FakeAnswers = {}) {
  const { session } = sampleDesk();
  const lead = sampleOperators.find(({ role }) => role === 'lead') ?? null;
  return mountDesk(
    <ReviewPage onClose={none} />,
    { session: { ...session, operator: lead } },
    {
      'list.get': () => success({ inForce: defaultMatterList, published: null, draft: null, publishing: null }),
      'list.saveDraft': () => success({ savedAt: sampleNow }),
      'review.part': ({ after }) =>
        after === null
          ? success({ facts: facts.slice(0, 1), next: { of: 'finished', behind: null } })
          : success({ facts: facts.slice(1), next: null }),
      ...answers,
    },
  );
}

const overridden = [1, 2, 3, 4].map((serial) =>
  fact(serial, { chosen: '12345', override: 'callerSaid', outcome: 'kept' }),
);
const returned = fact(5, { outcome: 'returned', returnReason: 'notOurs', returnClause: 'D12345b' });

test('suggested, chosen and what came of it, counted over all parts; a count opens its cases', async () => {
  const { user } = await mount([...overridden, returned, fact(6)]);
  expect(await screen.findByText('6 件：改判 4，被退回 1')).toBeVisible();
  expect(screen.getByRole('row', { name: /110 受理 12345 受理 未转办 4/ })).toBeVisible();
  expect(screen.getByRole('row', { name: /110 受理 同建议 退回 D12345b/ })).toBeVisible();
  await user.click(screen.getByRole('button', { name: '查看这 4 件' }));
  expect(screen.getAllByRole('button', { name: /^GD2600000[1-4]$/ }).length).toBeGreaterThanOrEqual(4);
  expect(screen.getAllByText(/来电人另有说明/)).toHaveLength(4);
});

test('bars have their numbers in a table', async () => {
  await mount([...overridden, returned]);
  const bars = within(await screen.findByRole('region', { name: '改判和退回最多的事项' }));
  expect(bars.getByRole('row', { name: `${matter.zh} 4 1` })).toBeVisible();
});

test('a proposal goes into the draft by a button, and nothing changes by itself', async () => {
  const { seat, user } = await mount([...overridden, returned]);
  expect(await screen.findByText(new RegExp(`${matter.zh}：110 受理 改为 12345 受理`))).toBeVisible();
  expect(screen.getByText('5 次改判或退回中，5 次去向为 12345 受理')).toBeVisible();
  expect(seat.callsOf('list.saveDraft')).toEqual([]);
  await user.click(screen.getByRole('button', { name: `加入草稿 ${matter.zh}` }));
  const [draft] = seat.callsOf('list.saveDraft') as unknown as { matters: Matter[] }[];
  expect(draft?.matters.find(({ id }) => id === matter.id)).toMatchObject({ route: '12345', clause: 'D12345b' });
  expect(seat.callsOf('list.publish')).toEqual([]);
});

test('who stops gets what was read, and is told that it is not all', async () => {
  let answerSecond: (() => void) | null = null;
  const { user } = await mount([], {
    'review.part': ({ after }) =>
      after === null
        ? success({ facts: [fact(1)], next: { of: 'finished', behind: null } })
        : new Promise((resolve) => {
            answerSecond = () => resolve(success({ facts: [fact(2)], next: { of: 'overridden', behind: null } }));
          }),
  });
  await user.click(await screen.findByRole('button', { name: '停止' }));
  await expect.poll(() => answerSecond).not.toBeNull();
  answerSecond!();
  expect(await screen.findByText('已停止，以下不是全部')).toBeVisible();
  expect(screen.getByText(/^2 件/)).toBeVisible();
});
