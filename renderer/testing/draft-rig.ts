import type { Draft } from '../../shared/contract/desk.ts';
import { success } from '../../shared/contract/errors.ts';
import type { Result } from '../../shared/contract/errors.ts';
import type { CaseView } from '../../shared/contract/seat-api.ts';
import { emptyCaseFields } from '../../shared/entities/case.ts';
import type { CaseField, CaseFields, CaseFieldsPatch } from '../../shared/entities/case.ts';
import { buildCase } from '../../test/fixtures/entities.ts';
import type { Suggestion } from '../../shared/routing/types.ts';
import { createDraftStore } from '../form/draft-store.ts';
import type { DraftPorts } from '../form/draft-state.ts';

export const draftId = '0192f000-0000-7000-8000-000000000001';
export const caseId = '0192f000-0000-7000-8000-0000000000c1';
export const suggestion: Suggestion = {
  route: '12345',
  emergency: false,
  level: null,
  confidence: 0.3,
  reasons: [],
  counter: null,
  questions: [],
  listVersion: 't',
};
export const actor = { operatorId: 'op', name: '张', seatId: '110-01', centreId: 'xz-110' };

type Asked = {
  name: string;
  args: { fields?: CaseFieldsPatch; seen?: Partial<Record<CaseField, number>>; note?: string };
  answer: (result: Result<unknown>) => void;
};

/** A form's store over a seat that answers when the test says so, and a clock that the test turns. */
export function rig(draft: Partial<Draft> = {}) {
  const asked: Asked[] = [];
  let clock = 0;
  let timers: { at: number; run: () => void }[] = [];
  let resend: () => void = () => undefined;
  const ports: DraftPorts = {
    call: (name, args) =>
      new Promise((resolve) => {
        asked.push({ name, args: args as Asked['args'], answer: resolve as (result: Result<unknown>) => void });
      }),
    after: (ms, run) => {
      const timer = { at: clock + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    onResend: (run) => {
      resend = run;
      return () => undefined;
    },
  };
  const store = createDraftStore(draftId, ports);
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
  };
  return {
    store,
    asked,
    restart: () => resend(),
    pass: async (ms: number) => {
      const until = clock + ms;
      for (;;) {
        const next = timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        clock = next.at;
        timers = timers.filter((each) => each !== next);
        next.run();
        await settle();
      }
      clock = until;
      await settle();
    },
    /** Answers the oldest call of that name and takes it off the list. */
    answer: async (name: string, result: Result<unknown>) => {
      const at = asked.findIndex((each) => each.name === name);
      const found = asked[at];
      if (!found) throw new Error(`nothing asked ${name}`);
      asked.splice(at, 1);
      found.answer(result);
      await settle();
      return found.args;
    },
    open: async (): Promise<void> => {
      store.attach();
      const made: Draft = {
        id: draftId,
        caseId: null,
        callId: null,
        fields: emptyCaseFields,
        dirty: [],
        note: '',
        stub: null,
        createdAt: 1,
        savedAt: 1,
        ...draft,
      };
      asked.shift()?.answer(success({ draft: made }));
      await settle();
      asked.shift()?.answer(saved(2));
      await settle();
    },
  };
}

export function saved(savedAt: number): Result<unknown> {
  return success({ savedAt, suggestion, problems: [] });
}

export function view(
  fields: Partial<CaseFields>,
  rev: number,
  conflicts: CaseView['case']['conflicts'] = [],
): CaseView {
  return {
    case: buildCase({ id: caseId, fields: { ...emptyCaseFields, ...fields }, rev, conflicts, createdBy: actor }),
    transfers: [],
    unsent: 0,
    baseRev: rev,
  };
}
