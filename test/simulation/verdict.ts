import { expect } from 'vitest';
import type { CaseView } from '../../shared/contract/seat-api.ts';
import type { Case } from '../../shared/entities/case.ts';
import { ownerOfCase } from '../../shared/decide/visibility.ts';
import type { Truth } from './truth.ts';
import type { World } from './world.ts';

type Side = { readonly truth: Truth; readonly centreId: string };

/** Every seat shows exactly what a newly installed seat of its centre would read, and has nothing left to send. */
async function seatsEqualTruth(world: World, sides: readonly Side[]): Promise<void> {
  for (const at of world.operators) {
    const { truth } = sides.find((side) => side.centreId === at.centreId)!;
    const desk = await at.dispatch('desk.get', {});
    if (!desk.ok) throw new Error(desk.error.code);
    expect(desk.value.link, `${at.seatId} link`).toMatchObject({ server: 'online', unsent: { count: 0 } });
    for (const caseId of truth.everSeen) {
      const got = await at.dispatch('case.get', { caseId });
      const expected = truth.cases.get(caseId);
      if (!expected) {
        expect(got, `${at.seatId} still shows a case that is gone`).toMatchObject({ ok: false });
        continue;
      }
      if (!got.ok) throw new Error(`${at.seatId} lacks case ${caseId}: ${got.error.code}`);
      const view: CaseView = got.value.view;
      expect(view.case, `${at.seatId} case`).toEqual(expected);
      for (const card of view.transfers)
        expect(card.transfer, `${at.seatId} transfer`).toEqual(truth.transfers.get(card.transfer.id));
      const known = [...truth.transfers.values()].filter((each) => each.caseId === caseId).map((each) => each.id);
      expect(view.transfers.map((card) => card.transfer.id).toSorted(), `${at.seatId} transfers`).toEqual(
        known.toSorted(),
      );
    }
  }
}

async function deadOf(world: World, seatId: string): Promise<readonly string[]> {
  const at = world.operators.find((each) => each.seatId === seatId)!;
  const listed = await at.dispatch('outbox.list', {});
  return listed.ok ? listed.value.deadLetters.flatMap((letter) => letter.caseId ?? []) : [];
}

/** Nothing that an operator was told is saved has vanished: it is in the log once, or a visible dead letter of that seat. */
async function nothingLost(world: World, sides: readonly Side[]): Promise<void> {
  const all = sides.flatMap((side) => [...side.truth.cases.values()]);
  const withdrawnFrom = (caseId: string, seatId: string) => {
    const centreId = world.operators.find((each) => each.seatId === seatId)!.centreId;
    return sides.some(
      (side) => side.centreId === centreId && side.truth.everSeen.has(caseId) && !side.truth.cases.has(caseId),
    );
  };
  for (const note of world.ledger.notes) {
    const owner = all.find((item) => item.id === note.caseId);
    const count = owner?.notes.filter((each) => each.text === note.text).length ?? 0;
    if (count === 1) continue;
    expect(count, `note “${note.text}” of ${note.seatId}`).toBe(0);
    const dead = await deadOf(world, note.seatId);
    expect(
      dead.includes(note.caseId) || withdrawnFrom(note.caseId, note.seatId),
      `note “${note.text}” of ${note.seatId} vanished`,
    ).toBe(true);
  }
  for (const sent of world.ledger.transfers) {
    const stored = sides.some((side) => side.truth.transfers.has(sent.transferId));
    if (!stored)
      expect(await deadOf(world, sent.seatId), `transfer ${sent.transferId} vanished`).toContain(sent.caseId);
  }
}

/** A number that was read to a caller is that case's, for ever, and nobody else's. */
function numbersHold(world: World, sides: readonly Side[]): void {
  const all = new Map(sides.flatMap((side) => [...side.truth.cases]));
  /** A stub and the case that joined it (itself perhaps a stub) are one matter and carry the receiver's one number. */
  function matterOf(caseId: string): string {
    const joined = all.get(caseId)?.stub?.joinedCaseId ?? null;
    return joined === null ? caseId : matterOf(joined);
  }
  const holders = new Map<string, string>();
  const hold = (number: string, caseId: string) => {
    const matter = matterOf(caseId);
    expect(holders.get(number) ?? matter, `number ${number} stands for two matters`).toBe(matter);
    holders.set(number, matter);
  };
  for (const item of all.values()) for (const number of Object.values(item.orderNumbers)) hold(number, item.id);
  for (const told of world.ledger.numbers) {
    hold(told.number, told.caseId);
    const item = all.get(told.caseId);
    // Of two seats that took the same case at once, one is told that the other was first; its number is not used again.
    if (item?.createdBy.seatId !== told.seatId) continue;
    expect(item.orderNumbers[told.centreId], `the number that ${told.seatId} told for ${told.caseId}`).toBe(
      told.number,
    );
  }
}

/** Both centres name the same single owner of every case that both can see. */
function oneOwner(sides: readonly Side[]): void {
  const owners = sides.map(({ truth }) => {
    const of = (item: Case) => [...truth.transfers.values()].filter((each) => each.caseId === item.id);
    return new Map([...truth.cases.values()].map((item) => [item.id, ownerOfCase(item, of(item))]));
  });
  const [one, other] = [owners[0] ?? new Map(), owners[1] ?? new Map()];
  for (const [caseId, owner] of one) {
    if (other.has(caseId)) expect(other.get(caseId), `owner of ${caseId}`).toBe(owner);
  }
}

function sidesAgree(sides: readonly Side[]): void {
  const [one, other] = sides;
  for (const [id, item] of one!.truth.cases) {
    const same = other!.truth.cases.get(id);
    if (same) expect(same, 'both centres see the same case').toEqual(item);
  }
}

export async function checkEnd(world: World): Promise<{ cases: number; transfers: number }> {
  const sides: Side[] = [];
  for (const centreId of ['xz-12345', 'xz-110']) sides.push({ centreId, truth: await world.truthOf(centreId) });
  await seatsEqualTruth(world, sides);
  await nothingLost(world, sides);
  numbersHold(world, sides);
  oneOwner(sides);
  sidesAgree(sides);
  const ids = new Set(sides.flatMap((side) => [...side.truth.everSeen]));
  return { cases: ids.size, transfers: new Set(sides.flatMap((side) => [...side.truth.transfers.keys()])).size };
}
