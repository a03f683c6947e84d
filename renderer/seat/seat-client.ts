import type { Desk } from '../../shared/contract/desk.ts';
import { failure, resultSchema } from '../../shared/contract/errors.ts';
import type { Failure, Result } from '../../shared/contract/errors.ts';
import { callSchemas, hostEventSchema, seatEventSchema } from '../../shared/contract/seat-api.ts';
import type {
  CallArgs,
  CallName,
  CallValue,
  HostEvent,
  SeatBridge,
  SeatEvent,
} from '../../shared/contract/seat-api.ts';
import { withDeskNews, type DeskNews } from '../../shared/contract/desk-news.ts';
import { createCaseViews } from './case-views.ts';
import type { CaseViewState } from './case-views.ts';
import { createStore } from './store.ts';
import type { Store } from './store.ts';

export type Notice = Extract<SeatEvent, { type: 'notice' }>;
export type HostState = {
  readonly up: boolean;
  readonly failure: Failure | null;
  /** Nothing restarts the seat any more. */
  readonly gone: boolean;
};
export type DeskState = { readonly desk: Desk | null; readonly failure: Failure | null };

export type SeatClient = {
  /** Never throws: a broken bridge or an answer that does not fit the contract comes back as a failure. */
  readonly call: <N extends CallName>(name: N, args: CallArgs<N>) => Promise<Result<CallValue<N>>>;
  /** The last desk known stays while the seat process is down. */
  readonly desk: Store<DeskState>;
  readonly host: Store<HostState>;
  readonly caseView: (caseId: string) => Store<CaseViewState>;
  /** The matter list in force, its history or this seat's draft changed. */
  readonly onList: (listener: () => void) => () => void;
  readonly onNotice: (listener: (notice: Notice) => void) => () => void;
  /** Runs after the seat process came back: send what was typed and may not have reached the disk. */
  readonly onResend: (run: () => void) => () => void;
  readonly refreshDesk: () => Promise<void>;
  readonly close: () => void;
};

async function callSeat<N extends CallName>(
  bridge: SeatBridge,
  name: N,
  args: CallArgs<N>,
): Promise<Result<CallValue<N>>> {
  let answer: unknown;
  try {
    answer = await bridge.call(name, args);
  } catch {
    return failure('seatDown');
  }
  const result = resultSchema.safeParse(answer);
  if (!result.success) return failure('internal', name);
  if (!result.data.ok) return result.data;
  const value = callSchemas[name].value.safeParse(result.data.value);
  return value.success ? { ok: true, value: value.data as CallValue<N> } : failure('internal', name);
}

/** Everything the renderer knows of the seat: typed calls, and the desk as stores that React can read. */
export function createSeatClient(bridge: SeatBridge): SeatClient {
  const desk = createStore<DeskState>({ desk: null, failure: null });
  const host = createStore<HostState>({ up: true, failure: null, gone: false });
  const noticeListeners = new Set<(notice: Notice) => void>();
  const listListeners = new Set<() => void>();
  const resends = new Set<() => void>();
  const call: SeatClient['call'] = (name, args) => callSeat(bridge, name, args);
  const cases = createCaseViews((caseId) => call('case.get', { caseId }));

  /** News that came while a whole desk was asked for. Answers and events take different ways: an answer may be the older of the two. */
  const meanwhile = new Set<DeskNews[]>();

  async function refreshDesk(): Promise<void> {
    const news: DeskNews[] = [];
    meanwhile.add(news);
    const result = await call('desk.get', {});
    meanwhile.delete(news);
    // Every change is followed by its news, so what came last of each slice is how it stands, or more news is on its way.
    if (result.ok) desk.set({ desk: news.reduce(withDeskNews, result.value), failure: null });
    else desk.set({ desk: desk.get().desk, failure: result.error });
  }

  async function comeBack(): Promise<void> {
    host.set({ up: true, failure: null, gone: false });
    // Typed text first: whatever else the new seat process answers, nothing typed may wait for it.
    for (const run of resends) run();
    await refreshDesk();
    cases.refreshAll();
  }

  function hear(event: SeatEvent): void {
    switch (event.type) {
      case 'desk':
      case 'transfers': {
        for (const news of meanwhile) news.push(event);
        const known = desk.get().desk;
        const after = known && withDeskNews(known, event);
        if (after !== known) desk.set({ desk: after, failure: null });
        return;
      }
      case 'case':
        return cases.show(event.view);
      case 'caseGone':
        return cases.forget(event.caseId);
      case 'list':
        for (const listener of listListeners) listener();
        return;
      case 'notice':
        for (const listener of noticeListeners) listener(event);
    }
  }

  function hearHost(event: HostEvent): void {
    if (event.type === 'seatDown') host.set({ up: false, failure: event.failure, gone: false });
    else if (event.type === 'hostGone') host.set({ up: false, failure: null, gone: true });
    else if (!host.get().up) void comeBack();
    // Events begin here; what a desk that is known already missed before that, it fetches.
    else void refreshDesk();
  }

  const stop = bridge.subscribe((raw) => {
    const seatEvent = seatEventSchema.safeParse(raw);
    if (seatEvent.success) return hear(seatEvent.data);
    const hostEvent = hostEventSchema.safeParse(raw);
    if (hostEvent.success) hearHost(hostEvent.data);
  });
  void refreshDesk();

  return {
    call,
    desk,
    host,
    caseView: cases.store,
    onList: (listener) => {
      listListeners.add(listener);
      return () => listListeners.delete(listener);
    },
    onNotice: (listener) => {
      noticeListeners.add(listener);
      return () => noticeListeners.delete(listener);
    },
    onResend: (run) => {
      resends.add(run);
      return () => resends.delete(run);
    },
    refreshDesk,
    close: stop,
  };
}
