import type { Clauses } from './clauses.ts';
import type { CompiledList } from './compile.ts';
import { matchCue } from './scan.ts';
import type { Hits, Match } from './scan.ts';
import type { Marker } from './matter-list.ts';

/** How the words of a cue are meant; a cue without any flag is a plain statement. */
export type Standing = {
  readonly negated: boolean;
  readonly past: boolean;
  readonly recent: boolean;
  readonly now: boolean;
  readonly hypothetical: boolean;
  readonly asked: boolean;
  readonly finished: boolean;
  readonly reported: boolean;
  readonly fiction: boolean;
};

export type Standings = {
  readonly at: (match: Match) => Standing;
  /** Somewhere the caller says that it goes on now. */
  readonly anyNow: boolean;
  readonly anyAsked: boolean;
  readonly finishedFrom: number;
};

type Flags = Record<Marker, Uint8Array>;

const reachOfNegation = 5;
/** Between a negator and a cue these words break the bond: “没停就跑了” denies the stop, not the flight. */
const bondBreaker = /[就还却但又便才反而]|[,，、]/;

export function readStandings(text: string, clauses: Clauses, hits: Hits, list: CompiledList): Standings {
  const row = (): Uint8Array => new Uint8Array(clauses.count);
  const flags: Flags = {
    negator: row(),
    past: row(),
    recent: row(),
    now: row(),
    hypothetical: row(),
    asked: row(),
    finished: row(),
    reported: row(),
    fiction: row(),
  };
  const negatorEnds = new Map<number, number>();
  let finishedFrom = -1;
  for (const [marker, cues] of list.markers) {
    for (const cue of cues) {
      const matches = matchCue(cue, hits, clauses);
      for (const match of matches) {
        flags[marker][clauses.clauseOf[match.start] ?? 0] = 1;
        if (marker === 'finished') finishedFrom = Math.max(finishedFrom, match.start);
      }
    }
  }
  for (const cue of list.markers.get('negator') ?? []) {
    const places = hits.of(cue.sequence[0]?.slot ?? -1);
    for (let index = 0; index < places.length; index += 2) negatorEnds.set(places[index + 1] ?? 0, places[index] ?? 0);
  }
  spread(flags, clauses);

  const isNegated = (match: Match): boolean =>
    match.partStarts.some((start, part) => {
      const lowest = part === 0 ? start - reachOfNegation : Math.max(start - reachOfNegation, match.start);
      for (let end = start; end > Math.max(0, lowest - 1); end -= 1) {
        const negator = negatorEnds.get(end);
        if (negator === undefined || (part > 0 && negator < match.start)) continue;
        if (clauses.clauseOf[negator] !== clauses.clauseOf[start]) continue;
        if (part > 0 && match.partStarts[part] !== undefined && coveredByCue(match, negator, end)) continue;
        if (!bondBreaker.test(text.slice(end, start))) return true;
      }
      return false;
    });

  return {
    at: (match) => {
      const clause = clauses.clauseOf[match.start] ?? 0;
      const last = clauses.clauseOf[match.end - 1] ?? clause;
      const either = (marker: Marker): boolean => flags[marker][clause] === 1 || flags[marker][last] === 1;
      return {
        negated: isNegated(match),
        past: either('past'),
        recent: either('recent'),
        now: either('now'),
        hypothetical: either('hypothetical'),
        asked: either('asked'),
        finished: finishedFrom >= match.start,
        reported: either('reported'),
        fiction: flags.fiction.includes(1),
      };
    },
    anyNow: flags.now.includes(1),
    anyAsked: flags.asked.includes(1),
    finishedFrom,
  };
}

/** A negator that is itself a written part of the cue (“叫不醒”) denies nothing. */
const coveredByCue = (match: Match, negator: number, end: number): boolean =>
  match.partStarts.some(
    (start, part) => start <= negator && end <= (match.partStarts[part + 1] ?? match.end) && start >= negator,
  );

/** “去年…，…” colours the clauses after it until one says now; “如果…，…” colours the next clause of the sentence. */
function spread(flags: Flags, clauses: Clauses): void {
  const sentence = (clause: number): number => clauses.sentenceOf[clauses.starts[clause] ?? 0] ?? -1;
  for (let clause = 1; clause < clauses.count; clause += 1) {
    const near = sentence(clause) === sentence(clause - 1);
    const fresh = flags.now[clause] === 1 || flags.recent[clause] === 1;
    if (near && !fresh && flags.past[clause - 1] === 1) flags.past[clause] = 1;
    if (near && flags.hypothetical[clause - 1] === 1 && flags.now[clause] === 0) flags.hypothetical[clause] = 1;
    if (near && flags.recent[clause - 1] === 1 && flags.now[clause] === 0) flags.recent[clause] = 1;
  }
}
