import type { Suggestion } from '../../shared/routing/types.ts';
import { cueSpan } from './cue-span.ts';

/** `for`: the words of the suggestion's reasons. `against`: those of what might also be. */
export type CueMark = 'for' | 'against';
export type MarkedPart = { readonly text: string; readonly mark: CueMark | null };

/**
 * The narrative cut where its marks begin and end. Nothing stands after the line of the last mark: it could move none of them, and a
 * long text need not be laid out twice. A word that speaks for both sides is marked for the suggestion.
 */
export function markedParts(
  narrative: string,
  suggestion: Pick<Suggestion, 'reasons' | 'counter'> | null,
): MarkedPart[] {
  const marks: (CueMark | null)[] = [];
  const put = (reason: Parameters<typeof cueSpan>[1], mark: CueMark): void => {
    const span = cueSpan(narrative, reason);
    if (span) for (let at = span.start; at < span.end; at += 1) marks[at] = mark;
  };
  if (suggestion?.counter) put(suggestion.counter.reason, 'against');
  for (const reason of suggestion?.reasons ?? []) put(reason, 'for');
  if (marks.length === 0) return [];
  const lineEnd = narrative.indexOf('\n', marks.length);
  const end = lineEnd < 0 ? narrative.length : lineEnd;
  const parts: MarkedPart[] = [];
  for (let start = 0, at = 1; at <= end; at += 1) {
    const mark = marks[start] ?? null;
    if (at < end && (marks[at] ?? null) === mark) continue;
    parts.push({ text: narrative.slice(start, at), mark });
    start = at;
  }
  return parts;
}
