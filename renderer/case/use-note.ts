import { useState } from 'react';
import type { Failure, Result } from '../../shared/contract/errors.ts';
import { REMARK_MAX } from '../form/bounds.ts';
import { useSeat } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';

type NoteLine = {
  readonly text: string;
  readonly write: (text: string) => void;
  /** Takes the text away, unless more was typed while it was on its way. */
  readonly sent: (text: string) => void;
  /** The case that takes the note; a form that was never saved is saved first. */
  readonly caseId: () => Promise<Result<string>>;
};

export type Note = {
  readonly sending: boolean;
  /** Why the last entry was refused or not sent; the text stays. */
  readonly trouble: string | null;
  /** Takes what was typed; answers with the text that stands from now on. */
  readonly type: (typed: string) => string;
  readonly send: () => Promise<void>;
};

/** A note that is being written: append-only once sent, and kept until the seat has it on disk. */
export function useNote({ text, write, sent, caseId }: NoteLine): Note {
  const { t } = useWords();
  const seat = useSeat();
  const [sending, setSending] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  async function deliver(): Promise<Failure | null> {
    const found = await caseId();
    if (!found.ok) return found.error;
    const result = await seat.call('case.note', { caseId: found.value, text });
    return result.ok ? null : result.error;
  }

  return {
    sending,
    trouble,
    type: (typed) => {
      const fits = typed.length <= REMARK_MAX;
      setTrouble(fits ? null : t('form.noteTooLong', { max: REMARK_MAX }));
      if (fits) write(typed);
      return fits ? typed : text;
    },
    send: async () => {
      if (text.trim() === '' || sending) return;
      setSending(true);
      const failed = await deliver();
      setSending(false);
      setTrouble(failed === null ? null : t('form.noteFailed', { what: t(`error.${failed.code}`) }));
      if (failed === null) sent(text);
    },
  };
}
