import { describe, expect, it } from 'vitest';
import { policeMatter, reviewFact } from '../../test/fixtures/review.ts';
import { defaultMatterList } from '../matter-list/default-list.ts';
import { proposalsOf } from './proposals.ts';
import { reviewCsv } from './review-csv.ts';
import { matterTallies, reviewRows } from './review-tally.ts';
import type { ReviewFact } from './review-fact.ts';

const { matters } = defaultMatterList;
const matter = policeMatter;

let serial = 0;
const fact = (part: Partial<ReviewFact> = {}): ReviewFact => reviewFact((serial += 1), part);
const returned = (part: Partial<ReviewFact> = {}) => fact({ outcome: 'returned', returnReason: 'notOurs', ...part });
const overridden = (chosen: ReviewFact['chosen'] = '12345') =>
  fact({ chosen, override: 'callerSaid', outcome: 'kept' });
const times = (count: number, make: () => ReviewFact) => Array.from({ length: count }, make);

describe('what decisions led to', () => {
  it('counts the same suggestion, choice and end together, the most frequent first', () => {
    const facts = [fact(), returned({ returnClause: 'D12345b' }), fact(), overridden(), fact()];
    expect(
      reviewRows(facts).map(({ chosen, outcome, returnClause, facts: own }) => [
        chosen,
        outcome,
        returnClause,
        own.length,
      ]),
    ).toEqual([
      ['110', 'accepted', null, 3],
      ['110', 'returned', 'D12345b', 1],
      ['12345', 'kept', null, 1],
    ]);
  });

  it('blames the matter that a suggestion rested on first, and none that nobody contested', () => {
    const other = fact({ matters: ['other', matter.id], outcome: 'returned' });
    expect(matterTallies([returned(), overridden(), fact(), other, fact({ matters: ['quiet'] })])).toEqual([
      { matter: matter.id, overrides: 1, returns: 1 },
      { matter: 'other', overrides: 0, returns: 1 },
    ]);
  });
});

describe('what is proposed to the joint meeting', () => {
  it('five that went one way propose it, four do not', () => {
    expect(proposalsOf(times(4, overridden), matters, '12345')).toEqual([]);
    expect(proposalsOf(times(5, overridden), matters, '12345')).toMatchObject([
      { matter: { id: matter.id }, route: '12345', clause: 'D12345e', contested: 5 },
    ]);
  });

  it('three of five are enough, and what nobody contested does not count', () => {
    const facts = [...times(3, overridden), ...times(2, () => overridden('negotiate')), ...times(50, () => fact())];
    expect(proposalsOf(facts, matters, '12345')).toMatchObject([{ route: '12345', contested: 5 }]);
    expect(proposalsOf([...facts, overridden('neither')], matters, '12345')).toEqual([]);
  });

  it('a return has the last word: by its clause, else by whose line it came back to; a duplicate says nothing', () => {
    const byClause = times(5, () => returned({ returnClause: 'T3c' }));
    expect(proposalsOf(byClause, matters, '12345')).toMatchObject([{ route: 'negotiate', clause: 'T3c' }]);
    expect(proposalsOf(times(5, returned), matters, '12345')).toMatchObject([{ route: '12345' }]);
    const duplicates = times(9, () => returned({ returnReason: 'duplicate' }));
    expect(proposalsOf(duplicates, matters, '12345')).toEqual([]);
  });

  it('nothing is proposed that the list says already, nor about a matter that is not on it', () => {
    expect(
      proposalsOf(
        times(9, () => overridden('110')),
        matters,
        '110',
      ),
    ).toEqual([]);
    expect(
      proposalsOf(
        times(9, () => fact({ matters: ['gone'], override: 'other' })),
        matters,
        '110',
      ),
    ).toEqual([]);
  });
});

it('the export names no case, no number and no person', () => {
  const facts = times(5, overridden);
  const text = reviewCsv(reviewRows(facts), matterTallies(facts), proposalsOf(facts, matters, '12345'), {
    route: (route) => route,
    outcome: (outcome) => outcome,
    clause: (clause) => clause,
    matter: (id) => id,
    heads: [['建议'], ['事项'], ['提议']],
  });
  expect(text).toContain(`110,12345,kept,,5`);
  expect(text).toContain(`${matter.id},${matter.id},5,0`);
  for (const { caseId, orderNumber } of facts)
    for (const secret of [caseId, orderNumber]) expect(text).not.toContain(secret);
});
