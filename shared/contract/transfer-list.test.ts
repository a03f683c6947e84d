import { describe, expect, it } from 'vitest';
import { sampleId, sampleTransferCard } from '../../test/fakes/sample-desk.ts';
import { arrangeCards, FINISHED_SHOWN, withTransferNews } from './transfer-list.ts';

const open = (number: number, clickedAt: number) =>
  sampleTransferCard(number, { transfer: { status: 'stored', clickedAt, steps: [] } });
const closed = (number: number, at: number) =>
  sampleTransferCard(number, {
    transfer: { status: 'closed', clickedAt: 1, steps: [{ at, what: 'closed', by: null, text: '' }] },
  });

describe('the list of transfers', () => {
  it('has refused ones first, then the oldest clock, then the finished ones, latest first', () => {
    const refused = { ...open(5, 900), delivery: 'refused' as const };
    const list = arrangeCards([closed(3, 50), open(2, 20), closed(4, 60), refused, open(1, 10)]);
    expect(list.map((card) => card.transfer.id)).toEqual(
      [refused, open(1, 10), open(2, 20), closed(4, 60), closed(3, 50)].map((card) => card.transfer.id),
    );
  });

  it('keeps the latest finished ones and every unfinished one', () => {
    const many = Array.from({ length: FINISHED_SHOWN + 5 }, (_, index) => closed(index + 100, index));
    const list = arrangeCards([...many, open(1, 10)]);
    expect(list).toHaveLength(FINISHED_SHOWN + 1);
    expect(list.at(-1)?.transfer.id).toBe(many[5]?.transfer.id);
  });

  it('takes in what a case now has, also nothing, and is the same list when nothing is to be painted', () => {
    const known = [open(1, 10), open(2, 20)];
    const [first, second] = known.map((card) => card.transfer.caseId);
    expect(withTransferNews(known, { caseIds: [first!], cards: [] })).toEqual([known[1]]);
    const moved = { ...known[1]!, news: 2 };
    expect(withTransferNews(known, { caseIds: [second!], cards: [moved] })).toEqual([known[0], moved]);
    expect(withTransferNews(known, { caseIds: [sampleId(77)], cards: [] })).toBe(known);
  });
});
