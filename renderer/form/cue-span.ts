import type { Reason } from '../../shared/routing/types.ts';

/** Where the cue stands now: the text may have grown since the suggestion was made. */
export function cueSpan(
  narrative: string,
  reason: Pick<Reason, 'cue' | 'span'>,
): { start: number; end: number } | null {
  const { cue, span } = reason;
  if (cue === '') return null;
  if (span && narrative.slice(span.start, span.end) === cue) return span;
  const start = narrative.indexOf(cue);
  return start < 0 ? null : { start, end: start + cue.length };
}
