import { expect, test } from 'vitest';
import { createWorld } from '../../test/fixtures/knowledge.ts';
import { mutationOf, publishBody } from '../../test/fixtures/mutations.ts';
import { hotline, hotlineLead, policeLead } from '../../test/fixtures/people.ts';
import type { MutationBody } from '../contract/mutations.ts';
import { MESSAGE_BYTES } from '../contract/wire.ts';
import { defaultMatterList } from '../matter-list/default-list.ts';
import { matterListSchema, type Matter } from '../matter-list/matter-list.ts';
import { fitsTheWire } from '../matter-list/published-list.ts';

const publish = (body: MutationBody, author = hotlineLead, world = createWorld()) =>
  world.run(mutationOf(author, body), author, 5_000);

test('P39: a lead publishes on top of the version in force; who, when and why stay with it', () => {
  const world = createWorld();
  expect(publish(publishBody('2027.1'), hotlineLead, world)).toMatchObject({ ok: true });
  expect(world.lists).toMatchObject([
    { basedOn: defaultMatterList.version, by: hotlineLead.actor, at: 5_000, note: '联席会议' },
  ]);
  expect(publish(publishBody('2027.2', '2027.1'), policeLead, world)).toMatchObject({ ok: true });
  expect(world.know.listVersions()).toEqual(['2027.1', '2027.2']);
});

test('P39: of two leads who changed the same version the second is told that the list moved', () => {
  const world = createWorld();
  publish(publishBody('2027.1'), hotlineLead, world);
  expect(publish(publishBody('2027.2'), policeLead, world)).toEqual({ ok: false, code: 'listMoved' });
});

test('a version name is used once, also that of what the product ships with', () => {
  const world = createWorld();
  publish(publishBody('2027.1'), hotlineLead, world);
  for (const used of ['2027.1', defaultMatterList.version])
    expect(publish(publishBody(used, '2027.1'), hotlineLead, world)).toEqual({ ok: false, code: 'listVersionTaken' });
});

test('P21: operators publish nothing', () => {
  expect(publish(publishBody('2027.1'), hotline)).toEqual({ ok: false, code: 'forbidden' });
});

test('a cue that the engine could not look for is refused', () => {
  const [first] = defaultMatterList.matters;
  const matter: Matter = { ...first!, cues: ['(煤气|燃气'] };
  expect(publish(publishBody('2027.1', undefined, matter))).toEqual({ ok: false, code: 'invalid' });
});

test('P7: the largest list that is taken fits into one message, and a larger one is refused', () => {
  const [first] = defaultMatterList.matters;
  const cues = Array.from({ length: 60 }, (_, at) => `${'漏'.repeat(196)}${String(at).padStart(4, '0')}`);
  const grown = (count: number) =>
    matterListSchema.parse({
      version: '2027.1',
      matters: Array.from({ length: count }, (_, at) => ({ ...first, id: `matter-${at}`, cues })),
    });
  const counts = Array.from({ length: 60 }, (_, at) => at + 1);
  const most = grown(counts.findLast((count) => fitsTheWire(grown(count)))!);
  const more = grown(most.matters.length + 1);
  const bodyOf = (list: typeof most): MutationBody => ({
    name: 'list.publish',
    args: { list, basedOn: defaultMatterList.version, note: '长'.repeat(500) },
  });
  expect(publish(bodyOf(most))).toMatchObject({ ok: true });
  expect(Buffer.byteLength(JSON.stringify(mutationOf(hotlineLead, bodyOf(most))))).toBeLessThan(
    MESSAGE_BYTES - 64 * 1024,
  );
  expect(publish(bodyOf(more))).toEqual({ ok: false, code: 'tooLarge' });
});
