import { describe, expect, it } from 'vitest';
import { createSeatDesk, type SeatDesk } from '../../../test/fakes/seat-desk.ts';
import { mutationOf, publishBody } from '../../../test/fixtures/mutations.ts';
import { policeLead } from '../../../test/fixtures/people.ts';
import { defaultMatterList } from '../../../shared/matter-list/default-list.ts';
import type { Matter } from '../../../shared/matter-list/matter-list.ts';
import { sheetOf } from '../../../shared/matter-list/sheet.ts';

const { matters, version: shipped } = defaultMatterList;
const [first] = matters as [Matter, ...Matter[]];
const changed = [{ ...first, department: '联席会议办公室' }, ...matters.slice(1)];

async function leadAt(): Promise<SeatDesk> {
  const desk = createSeatDesk();
  await desk.signIn('li-jing');
  return desk;
}

/** The other line's lead publishes. */
function publishedThere({ server }: SeatDesk, version: string, basedOn = shipped): void {
  const body = publishBody(version, basedOn, { ...first, department: '对方单位' });
  if (body.name !== 'list.publish') throw new Error(body.name);
  const { list, note } = body.args;
  const { at } = { at: mutationOf(policeLead, body).madeAt };
  server.say({ kind: 'list', published: { list, basedOn, note, by: policeLead.actor, at } });
}

async function suggestedVersion({ call }: SeatDesk): Promise<string> {
  const { id: draftId } = (await call('draft.open', { callId: null, caseId: null })).draft;
  const { suggestion } = await call('draft.save', { draftId, fields: { narrative: '路灯坏了三天没人修' } });
  return suggestion.listVersion;
}

describe('the list at a seat', () => {
  it('P39: a suggestion names the version in force, and goes on by it without a network', async () => {
    const desk = await leadAt();
    expect(await suggestedVersion(desk)).toBe(shipped);
    publishedThere(desk, '2027.1');
    await desk.clock.settle();
    expect(await suggestedVersion(desk)).toBe('2027.1');
    expect(desk.events).toContainEqual({ type: 'list' });
    desk.transport.refuseWith('unreachable');
    desk.transport.dropAll();
    await desk.clock.advance(60_000);
    expect(await suggestedVersion(desk)).toBe('2027.1');
  });

  it('a draft is published, comes back as the version in force, and is no draft any more', async () => {
    const desk = await leadAt();
    await desk.call('list.saveDraft', { basedOn: shipped, matters: changed });
    desk.server.mute.add('push');
    await desk.call('list.publish', { content: { from: 'draft' }, version: '2027.1', note: '例会' });
    expect(await desk.call('list.get', {})).toMatchObject({ publishing: '2027.1', inForce: { version: shipped } });
    expect(await desk.refusal('list.publish', { content: { from: 'draft' }, version: '2027.2', note: '' })).toBe(
      'busy',
    );
    desk.server.mute.clear();
    await desk.clock.advance(30_000);
    expect(await desk.call('list.get', {})).toMatchObject({
      publishing: null,
      draft: null,
      inForce: { version: '2027.1' },
      published: { version: '2027.1', note: '例会', by: { operatorId: 'li-jing' } },
    });
  });

  it('what moved meanwhile is said before anything is sent, and the draft stays', async () => {
    const desk = await leadAt();
    await desk.call('list.saveDraft', { basedOn: shipped, matters: changed });
    publishedThere(desk, '2027.1');
    await desk.clock.settle();
    const publish = { content: { from: 'draft' }, version: '2027.2', note: '' } as const;
    expect(await desk.refusal('list.publish', publish)).toBe('listMoved');
    expect(await desk.call('list.get', {})).toMatchObject({ publishing: null, draft: { basedOn: shipped } });
    expect((await desk.call('outbox.list', {})).unsent).toEqual([]);
  });

  it('an older version is returned to as a new one; history names them all', async () => {
    const desk = await leadAt();
    publishedThere(desk, '2027.1');
    await desk.clock.settle();
    await desk.call('list.publish', {
      content: { from: 'version', version: shipped },
      version: `2027.2（退回 ${shipped}）`,
      note: '退回',
    });
    await desk.clock.advance(1_000);
    const { inForce } = await desk.call('list.get', {});
    expect(inForce).toEqual({ version: `2027.2（退回 ${shipped}）`, matters });
    const history = await desk.call('list.history', {});
    expect(history.versions.map(({ version }) => version)).toEqual([`2027.2（退回 ${shipped}）`, '2027.1']);
    expect(history.shipped).toBe(shipped);
    expect((await desk.call('list.version', { version: '2027.1' })).list.matters[0]?.department).toBe('对方单位');
  });

  it('P21: an operator reads the list and changes nothing', async () => {
    const desk = createSeatDesk();
    await desk.signIn();
    expect(await desk.call('list.get', {})).toMatchObject({ inForce: { version: shipped }, draft: null });
    const draft = { basedOn: shipped, matters: changed };
    expect(await desk.refusal('list.saveDraft', draft)).toBe('forbidden');
    expect(await desk.refusal('list.discardDraft', {})).toBe('forbidden');
    expect(await desk.refusal('list.import', { format: 'csv', text: sheetOf(matters) })).toBe('forbidden');
  });

  it('a file becomes the draft whole, or nothing of it does', async () => {
    const desk = await leadAt();
    const faulty = sheetOf(changed).replace('12345,', '119,');
    expect(await desk.call('list.import', { format: 'csv', text: faulty })).toMatchObject({
      faults: [{ line: 2, column: 'side', problem: 'unknownValue' }],
    });
    expect((await desk.call('list.get', {})).draft).toBeNull();
    expect(await desk.call('list.import', { format: 'csv', text: sheetOf(changed) })).toEqual({
      faults: [],
      matters: matters.length,
    });
    const json = await desk.call('list.export', { what: 'draft', format: 'json' });
    expect(await desk.call('list.import', { format: 'json', text: json.text })).toMatchObject({ faults: [] });
    expect((await desk.call('list.get', {})).draft).toMatchObject({ basedOn: shipped, matters: changed });
  });
});
