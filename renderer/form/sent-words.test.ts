import { expect, test } from 'vitest';
import { sampleTransferCard } from '../../test/fakes/sample-desk.ts';
import { wordsOf } from '../words/words.tsx';
import { sentFrom, sentWords } from './sent-words.ts';

const { t } = wordsOf('zh');
const by = { operatorId: 'o', seatId: '110-01', centreId: 'xz-110', name: '陈刚' };
const queued = { status: 'queued', storedAt: null, seen: null, accepted: null } as const;

test.each([
  [{ transfer: queued }, /服务器尚未收到/],
  [{ transfer: { ...queued, danger: true }, delivery: 'notDelivered' }, /对方还没有收到.*念口述码/],
  [{ transfer: { ...queued, danger: false }, delivery: 'notDelivered' }, /对方还没有收到：已存本机，连上后自动送出/],
  [{ transfer: { ...queued, status: 'escalated', storedAt: 1 } }, /^110 系统已收到，等待对方签收$/],
  [
    { transfer: { ...queued, status: 'escalated', storedAt: 1, seen: { seatId: '110-01', at: 2 } } },
    /已显示在 110 坐席 110-01/,
  ],
  [{ transfer: { status: 'accepted', storedAt: 1, accepted: { by, at: 3 } } }, /^110 陈刚 已签收$/],
] as const)('says how far it got and no more: %#', (part, words) => {
  expect(sentWords(sampleTransferCard(1, part), '110', null, t)).toMatch(words);
});

test('without the server it says of when it knows; a person who took it took it', () => {
  const shown = { ...queued, status: 'seen', storedAt: 1, seen: { seatId: '110-01', at: 2 } } as const;
  expect(sentWords(sampleTransferCard(1, { transfer: shown }), '110', '14:03', t)).toBe(
    '截至 14:03：已显示在 110 坐席 110-01，等待对方签收；此后的情况还不知道',
  );
  const taken = { status: 'accepted', storedAt: 1, accepted: { by, at: 3 } } as const;
  expect(sentWords(sampleTransferCard(1, { transfer: taken }), '110', '14:03', t)).toBe('110 陈刚 已签收');
});

test('before the case itself has come round nothing is promised; of several the newest under way counts', () => {
  expect(sentWords(null, '110', null, t)).toMatch(/服务器尚未收到/);
  expect(sentWords(null, '110', '14:03', t)).toMatch(/对方还没有收到/);
  expect(sentWords(sampleTransferCard(1, { transfer: queued }), '110', '14:03', t)).toMatch(/对方还没有收到/);
  const { fromCentreId } = sampleTransferCard(1).transfer;
  const [back, newest] = [
    sampleTransferCard(1, { transfer: { status: 'returned', clickedAt: 9 } }),
    sampleTransferCard(2, { transfer: { status: 'stored', clickedAt: 8 } }),
  ];
  const older = sampleTransferCard(3, { transfer: { status: 'accepted', clickedAt: 7 } });
  expect(sentFrom([back, older, newest], fromCentreId)).toBe(newest);
  expect(sentFrom([newest], 'another')).toBeNull();
});
