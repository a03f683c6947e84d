import { isDeepStrictEqual } from 'node:util';
import { caseIdOf, type MutationBody } from '../../shared/contract/mutations.ts';
import { defaultMatterList } from '../../shared/matter-list/default-list.ts';
import type { Case } from '../../shared/entities/case.ts';
import type { Truth } from './truth.ts';
import type { Body } from './seat-body.ts';
import type { World } from './world.ts';

/** Every desk shows exactly what a newly installed seat of its centre would read, and has nothing left to send. */
async function deskEqualsTruth(body: Body, truth: Truth, world: World): Promise<void> {
  const { place, dispatch } = body;
  const { violated } = world.report;
  const { seatId } = place;
  const desk = await dispatch('desk.get', {});
  if (!desk.ok) return violated('end', `${seatId} has no desk: ${desk.error.code}`);
  const { server, unsent } = desk.value.link;
  const vain = inVain(body, world);
  const left = unsent.count - vain.size;
  if (server !== 'online' || left > 0) violated('end', `${seatId} is ${server} with ${left} unsent`);
  const list = await dispatch('list.get', {});
  const version = (truth.lists.at(-1)?.list ?? defaultMatterList).version;
  if (!list.ok || list.value.inForce.version !== version)
    violated('end', `${seatId} goes by another matter list than ${version}`);
  for (const caseId of truth.everSeen) {
    const got = await dispatch('case.get', { caseId });
    const expected = truth.cases.get(caseId);
    if (!expected) {
      if (got.ok) violated('end', `${seatId} still shows case ${caseId}, which is gone`);
      continue;
    }
    if (!got.ok) {
      violated('end', `${seatId} lacks case ${caseId}: ${got.error.code}`);
      continue;
    }
    const { view } = got.value;
    // What waits in vain is in sight, laid over its case.
    const ownLaidOver = body.disk.inner.outbox.ofCase(caseId).some(({ id }) => vain.has(id));
    if (!ownLaidOver && !isDeepStrictEqual(view.case, expected))
      violated('end', `${seatId} shows another case ${caseId}`);
    const known = [...truth.transfers.values()].filter((each) => each.caseId === caseId);
    const shown = view.transfers.map((card) => card.transfer);
    const byId = (one: { id: string }, other: { id: string }): number => (one.id < other.id ? -1 : 1);
    if (!ownLaidOver && !isDeepStrictEqual(shown.toSorted(byId), known.toSorted(byId)))
      violated('end', `${seatId} shows other transfers of case ${caseId}`);
  }
}

/** Is what a change is about known to anybody in the end? */
function isThere(body: MutationBody, truths: readonly Truth[]): boolean {
  const caseId = caseIdOf(body);
  const transferId = 'transferId' in body.args && body.name !== 'transfer.send' ? body.args.transferId : null;
  return truths.some(
    ({ cases, transfers }) =>
      (caseId === null || cases.has(caseId)) && (transferId === null || transfers.has(transferId)),
  );
}

/**
 * Unsent changes of a handover that was itself refused after a restore (its case had been closed meanwhile), with what follows them in their
 * case: the server awaits it for an hour, and then refuses them as well.
 */
function inVain({ disk }: Body, { centres, watch }: World): ReadonlySet<string> {
  const known = new Set(centres.flatMap((id) => [...watch.truthOf(id).transfers.keys()]));
  const cases = new Set<string>();
  const rows = disk.inner.outbox.unsent(1_000).filter(({ body }) => {
    const caseId = caseIdOf(body) ?? '';
    if (body.name !== 'transfer.send' && 'transferId' in body.args && !known.has(body.args.transferId))
      cases.add(caseId);
    return cases.has(caseId);
  });
  return new Set(rows.map(({ id }) => id));
}

/** What was told stands in the log once, or before somebody's eyes as refused. */
function toldStands(body: Body, world: World): void {
  const { place, watch: seat, disk } = body;
  const { watch, report } = world;
  const vain = inVain(body, world);
  for (const row of seat.rows()) {
    const what = `${row.body.name} ${row.id} of ${place.seatId}`;
    const dead = disk.inner.dead.get(row.id);
    // Another seat may just not have sent the case again yet: nobody must have to mend that by hand (P38).
    if (dead?.code === 'notFound' && !dead.acknowledged && isThere(row.body, world.centres.map(watch.truthOf)))
      report.violated('end', `${what} was refused, though what it is about is there`);
    if (dead || vain.has(row.id)) continue;
    if (watch.resultOf(row.id) !== 'applied') report.violated('end', `${what} never arrived`);
    if (row.body.name !== 'case.note') continue;
    const { noteId, caseId } = row.body.args;
    for (const centreId of world.centres) {
      const item = watch.truthOf(centreId).cases.get(caseId);
      const times = item?.notes.filter((note) => note.id === noteId).length ?? 1;
      if (times !== 1) report.violated('end', `${what} stands ${times} times`);
    }
  }
}

/** A number that was read to a caller is that case's, for ever, and nobody else's. */
function numbersHold({ said, watch, centres, report }: World): void {
  const all = new Map<string, Case>(centres.flatMap((id) => [...watch.truthOf(id).cases]));
  /** A stub and the case that joined it (itself perhaps a stub) are one matter and carry the receiver's one number. */
  function matterOf(caseId: string): string {
    const joined = all.get(caseId)?.stub?.joinedCaseId ?? watch.onceJoined(caseId);
    return joined === null ? caseId : matterOf(joined);
  }
  const holders = new Map<string, string>();
  const hold = (number: string, caseId: string) => {
    const matter = matterOf(caseId);
    if ((holders.get(number) ?? matter) !== matter) report.violated('numbers', `${number} stands for two matters`);
    holders.set(number, matter);
  };
  for (const item of all.values()) for (const number of Object.values(item.orderNumbers)) hold(number, item.id);
  for (const told of said.numbers) {
    hold(told.number, told.caseId);
    const item = all.get(told.caseId);
    // Of two seats that took the same case at once, one is told that the other was first; its number is not used again.
    if (item?.createdBy.seatId !== told.seatId) continue;
    if (item.orderNumbers[told.centreId] !== told.number)
      report.violated('numbers', `${told.seatId} told ${told.number} for ${told.caseId}, which has another`);
  }
}

/** When everything has healed: all agree, nothing is left over, and every word that was given is kept. */
export async function checkEnd(world: World): Promise<{ cases: number; transfers: number }> {
  const { watch, bodies, centres, report } = world;
  for (const body of bodies) {
    await deskEqualsTruth(body, watch.truthOf(body.place.centreId), world);
    toldStands(body, world);
  }
  numbersHold(world);
  const truths = centres.map(watch.truthOf);
  const versions = new Set(truths.map(({ lists }) => lists.at(-1)?.list.version ?? null));
  if (versions.size > 1) report.violated('end', `the centres keep several matter lists: ${[...versions].join(', ')}`);
  return {
    cases: new Set(truths.flatMap((truth) => [...truth.everSeen])).size,
    transfers: new Set(truths.flatMap((truth) => [...truth.transfers.keys()])).size,
  };
}
