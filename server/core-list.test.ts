import { expect, it } from 'vitest';
import type { Entry } from '../shared/contract/entries.ts';
import { mutationOf, publishBody } from '../test/fixtures/mutations.ts';
import { hotlineLead, police, policeLead } from '../test/fixtures/people.ts';
import { createServerKit } from '../test/fixtures/server-kit.ts';
import { testRecords } from '../test/fixtures/sign-in.ts';

const versions = (entries: readonly Entry[]) =>
  entries.flatMap((entry) => (entry.kind === 'list' ? [entry.published.list.version] : []));

it('P39: a published list reaches both centres by doorbell and by pull, in the order of its versions', async () => {
  const { seat } = await createServerKit();
  const [lead, other] = [await seat(hotlineLead), await seat(police)];
  expect(await lead.push(mutationOf(hotlineLead, publishBody('2027.1')))).toMatchObject([{ outcome: 'applied' }]);
  expect(other.downs.some(({ type }) => type === 'poke')).toBe(true);
  const second = await seat(policeLead);
  await second.push(mutationOf(policeLead, publishBody('2027.2', '2027.1')));
  for (const each of [lead, other, second]) expect(versions(await each.pullAll())).toEqual(['2027.1', '2027.2']);
});

it('P39: of two published in one commit on the same version the first stands', async () => {
  const { seat } = await createServerKit();
  const [one, other] = [await seat(hotlineLead), await seat(policeLead)];
  const [first, second] = await Promise.all([
    one.push(mutationOf(hotlineLead, publishBody('2027.1'))),
    other.push(mutationOf(policeLead, publishBody('2027.2'))),
  ]);
  expect([first, second]).toMatchObject([[{ outcome: 'applied' }], [{ outcome: 'rejected', code: 'listMoved' }]]);
  expect(versions(await one.pullAll())).toEqual(['2027.1']);
});

it('P39: a centre that comes later reads the version in force, once, however often the server starts', async () => {
  const county = { ...testRecords.centres[0]!, id: 'yq-12345', name: '阳曲县12345' };
  const kit = await createServerKit();
  const lead = await kit.seat(hotlineLead);
  await lead.push(
    mutationOf(hotlineLead, publishBody('2027.1')),
    mutationOf(hotlineLead, publishBody('2027.2', '2027.1')),
  );
  await kit.found({
    centres: [county],
    seats: [{ id: 'yq-01', centreId: county.id }],
    staff: [{ ...testRecords.staff[0]!, id: 'yq-lead', role: 'lead', centreId: county.id }],
  });
  await kit.restart();
  await kit.restart();
  const author = {
    actor: { operatorId: 'yq-lead', name: '县', seatId: 'yq-01', centreId: county.id },
    role: 'lead',
  } as const;
  const newcomer = await kit.seat(author);
  expect(versions(await newcomer.pullAll())).toEqual(['2027.2']);
  const again = await kit.seat(hotlineLead);
  expect(versions(await again.pullAll())).toEqual(['2027.1', '2027.2']);
});
