import { flushSync } from 'react-dom';
import type { Reason } from '../../shared/routing/types.ts';
import { cueSpan } from '../form/cue-span.ts';
import { fieldId } from '../form/draft-field.ts';
import type { DraftStore } from '../form/draft-store.ts';

function narrativeArea(): HTMLTextAreaElement | null {
  const element = document.getElementById(fieldId('narrative'));
  return element instanceof HTMLTextAreaElement ? element : null;
}

/** Brings the caller's own words under the operator's eyes, selected and scrolled to. */
export function showCue(narrative: string, reason: Reason): void {
  const area = narrativeArea();
  if (!area) return;
  const span = cueSpan(narrative, reason);
  if (span) area.setSelectionRange(span.start, span.start);
  // A browser scrolls to the caret when an area gets the focus, not when its selection moves.
  area.blur();
  area.focus();
  if (span) area.setSelectionRange(span.start, span.end);
}

/** Text with `addition` on a line of its own at the caret, and where the answer begins. */
export function insertLine(text: string, caret: number, addition: string): { text: string; caret: number } {
  const before = text.slice(0, caret);
  const after = text.slice(caret);
  const head = before === '' || before.endsWith('\n') ? before : `${before}\n`;
  const tail = after === '' || after.startsWith('\n') ? after : `\n${after}`;
  const withLine = head + addition;
  return { text: withLine + tail, caret: withLine.length };
}

/** False when the narrative has no room for it. */
export function insertIntoNarrative(store: DraftStore, addition: string): boolean {
  const area = narrativeArea();
  const { narrative } = store.get().fields;
  const made = insertLine(narrative, area?.selectionEnd ?? narrative.length, addition);
  // The caret can only be placed in text that is already painted.
  const fits = flushSync(() => store.change('narrative', made.text));
  area?.focus();
  if (fits) area?.setSelectionRange(made.caret, made.caret);
  return fits;
}

/** The answer stands behind the mark of its question; where that is gone, on a line of its own with it. */
export function insertAnswer(store: DraftStore, mark: string, said: string): boolean {
  const area = narrativeArea();
  const { narrative } = store.get().fields;
  const at = narrative.lastIndexOf(mark);
  if (at < 0) return insertIntoNarrative(store, mark + said);
  const end = at + mark.length;
  const fits = flushSync(() => store.change('narrative', narrative.slice(0, end) + said + narrative.slice(end)));
  area?.focus();
  if (fits) area?.setSelectionRange(end + said.length, end + said.length);
  return fits;
}
