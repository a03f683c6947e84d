import type { Desk, Link, Session } from '../../../shared/contract/desk.ts';
import type { CaseView } from '../../../shared/contract/seat-api.ts';
import type { Call } from '../../../shared/entities/call.ts';
import type { Kernel } from '../kernel.ts';
import type { Slice } from '../ledger/changes.ts';
import { draftCard } from './cards.ts';
import { deadLetter } from './dead-letters.ts';
import { cardsOfCase, transferCards } from './transfer-cards.ts';

const DEAD_SHOWN = 100;

/** Each slice of the desk, made from the store when it is asked for: there is no second copy that could be stale. */
const makers = {
  session: (kernel) => sessionSlice(kernel),
  link: (kernel) => linkSlice(kernel),
  state: ({ session }) => session.state(),
  call: ({ desk }) => currentCall(desk.calls),
  drafts: ({ store }) =>
    store.drafts
      .all()
      .map((row) => draftCard(row, row.caseId === null ? null : (store.cases.get(row.caseId)?.view ?? null))),
  transfers: transferCards,
  board: (kernel) => boardSlice(kernel),
  deadLetters: (kernel) => kernel.store.dead.open(DEAD_SHOWN).map((row) => deadLetter(kernel, row)),
} satisfies { [S in Slice]: (kernel: Kernel) => Desk[S] };

export function deskPatch(kernel: Kernel, slices: Iterable<Slice>): Partial<Desk> {
  return Object.fromEntries([...slices].map((slice) => [slice, makers[slice](kernel)]));
}

export function wholeDesk(kernel: Kernel): Desk {
  return {
    session: makers.session(kernel),
    link: makers.link(kernel),
    state: makers.state(kernel),
    call: makers.call(kernel),
    drafts: makers.drafts(kernel),
    transfers: makers.transfers(kernel),
    board: makers.board(kernel),
    deadLetters: makers.deadLetters(kernel),
  };
}

export function caseView(kernel: Kernel, caseId: string): CaseView | null {
  const { store } = kernel;
  const item = store.cases.get(caseId)?.view;
  if (!item) return null;
  return {
    case: item,
    transfers: cardsOfCase(kernel, caseId, item),
    unsent: store.outbox.unsentOf(caseId),
    baseRev: kernel.ledger.baseRevOf(caseId),
  };
}

function sessionSlice({ config, session, slots, limits }: Kernel): Session {
  const { seatId, centre, appVersion, phone } = config;
  const counterpart = session.centre(centre.counterpartId);
  return {
    seatId,
    centre,
    counterpart,
    operator: session.operator(),
    knownNumbers: [...slots.numbers()],
    locked: false,
    secretStore: config.secretStore ?? false,
    appVersion,
    phone,
    limits: limits.value(),
  };
}

function linkSlice({ store, sync, desk, offset, numbers }: Kernel): Link {
  return {
    ...sync.status(),
    strained: sync.lane(true).code ?? sync.lane(false).code,
    phone: desk.phoneUp ? 'up' : 'down',
    clockOffsetMs: offset.value(),
    unsent: { ...store.outbox.summary(), deadLetters: store.dead.countOpen() },
    numbersLeft: numbers.left(),
  };
}

/** A toggle shows at once, like every change of this seat. */
function boardSlice({ desk, session, store }: Kernel): Desk['board'] {
  if (session.operator()?.role !== 'lead' || desk.board === null) return null;
  const pending = [...store.outbox.inState('pending', 1_000), ...store.outbox.inState('acked', 1_000)];
  return desk.board.map((seat) => {
    const toggles = pending.flatMap(({ body }) =>
      body.name === 'lead.dedicate' && body.args.seatId === seat.seatId ? [body.args] : [],
    );
    const last = toggles.at(-1);
    return last ? { ...seat, dedicated: last.dedicated } : seat;
  });
}

const urgency: Record<Call['state'], number> = { active: 4, ringing: 3, dialing: 2, held: 1, ended: 0 };

/** One call is in the foreground: the one that is spoken on, else the one that rings. */
export function currentCall(calls: readonly Call[]): Call | null {
  return calls.toSorted((a, b) => urgency[b.state] - urgency[a.state] || b.startedAt - a.startedAt)[0] ?? null;
}
