import type { Result } from '../../../shared/contract/errors.ts';
import { replySchemas, type Request } from '../../../shared/contract/wire.ts';
import type { OutboxRow, SeatStore } from '../../../electron/seat/store/seat-store.ts';
import type { Report } from './report.ts';

/** What one seat sends, held against the rule that danger overtakes. Begins anew with each run of the process. */
export type PushWatch = { readonly sent: (request: Request, answered: Promise<Result<unknown>>) => void };

/** A lane that failed rests at most so long before it tries again. */
const REST_MS = 2_000;

export function createPushWatch(
  { violated }: Report,
  now: () => number,
  seatId: string,
  outbox: Pick<SeatStore['outbox'], 'get' | 'next'>,
): PushWatch {
  const underWay = new Map<string, OutboxRow>();
  let lastDanger: readonly OutboxRow[] = [];
  let answeredAt = 0;
  /** Cases of which the server, back from a backup, wants to hear later (P38). */
  const deferred = new Set<string | null>();

  /** It failed, or what came back could not be written down: the lane tries again after a while. */
  function dangerRests(): boolean {
    const isUnsettled = lastDanger.some((row) => outbox.get(row.id)?.state === 'pending');
    return isUnsettled && now() < answeredAt + REST_MS;
  }

  function overtakes(rows: readonly OutboxRow[]): void {
    const dangers = rows.filter((row) => row.danger).length;
    if (dangers > 0 && dangers < rows.length) violated('danger', `${seatId} sends danger and the rest as one`);
    if (dangers > 0 || dangerRests()) return;
    const lanes = [...underWay.values()];
    if (lanes.some((row) => row.danger)) return;
    const busy = new Set([...[...lanes, ...rows].map((row) => row.caseId), ...deferred]);
    const waiting = outbox.next(true, 100).find((row) => !busy.has(row.caseId));
    if (waiting) violated('danger', `${seatId} sends ${rows[0]?.body.name} before ${waiting.body.name} ${waiting.id}`);
  }

  return {
    sent: (request, answered) => {
      if (request.type !== 'push') return;
      const rows = request.mutations.flatMap(({ id }) => outbox.get(id) ?? []);
      for (const row of rows)
        if (underWay.has(row.id)) violated('oneInFlight', `${seatId} sends ${row.id} while it is under way`);
      overtakes(rows);
      for (const row of rows) underWay.set(row.id, row);
      void answered.then((answer) => {
        for (const row of rows) underWay.delete(row.id);
        const push = answer.ok ? replySchemas.push.safeParse(answer.value) : null;
        const later = new Set(push?.data?.results.flatMap((each) => (each.outcome === 'deferred' ? [each.id] : [])));
        for (const row of rows) deferred.delete(row.caseId);
        for (const row of rows) if (later.has(row.id)) deferred.add(row.caseId);
        if (!rows.some((row) => row.danger)) return;
        lastDanger = rows;
        answeredAt = now();
      });
    },
  };
}
