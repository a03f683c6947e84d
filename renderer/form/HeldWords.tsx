import type { ReactNode } from 'react';
import type { CaseField } from '../../shared/entities/case.ts';
import { useFieldWords } from '../format/field-words.ts';
import { useWords } from '../words/words.tsx';
import { changedPart } from './changed-part.ts';
import type { HeldValue } from './held-fields.ts';

/** Under typing hands nothing is rewritten, but what the other side changed is said at once. */
export function HeldWords({ field, held }: { field: CaseField; held: HeldValue }): ReactNode {
  const { t } = useWords();
  const fieldWords = useFieldWords();
  const { text, removed } = partOf(held, (value) => fieldWords(field, value));
  const words = t('form.heldChange', { change: removed ? t('form.heldRemoved', { text }) : text });
  return (
    <output className="intake-held" title={words}>
      {words}
    </output>
  );
}

function partOf(held: HeldValue, words: (value: unknown) => string): { text: string; removed: boolean } {
  const { before, value } = held;
  if (typeof before === 'string' && typeof value === 'string' && value !== '') return changedPart(before, value);
  return { text: words(value), removed: false };
}
