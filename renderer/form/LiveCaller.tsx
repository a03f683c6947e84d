import type { ReactNode } from 'react';
import { groupPhone } from '../format/number.ts';
import { KeyButton } from '../parts/KeyButton.tsx';
import { useLiveCall } from '../phone/use-live-call.ts';
import { usePhone } from '../phone/use-phone.ts';
import { useWords } from '../words/words.tsx';

/**
 * Whose words are these? While somebody is on the line every form says whether it is theirs; from any other one key leads back to it,
 * so that what the caller says is not written into another matter.
 */
export function LiveCaller({ draftId }: { draftId: string }): ReactNode {
  const { t } = useWords();
  const phone = usePhone();
  const live = useLiveCall();
  if (live === null) return null;
  const { call, draft } = live;
  if (draft.id === draftId)
    return (
      <span className="live-mark">
        <span aria-hidden="true">●</span> {t(`phone.${call.state}`)} {groupPhone(call.ani)}
      </span>
    );
  return (
    <span className="live-elsewhere">
      <span>
        <span aria-hidden="true">▲</span> {t('form.live.elsewhere')}
      </span>
      <KeyButton size="small" action="answer" onClick={phone.answer}>
        {t('form.live.back')}
      </KeyButton>
    </span>
  );
}
