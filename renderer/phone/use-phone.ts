import { useCallback, useMemo } from 'react';
import type { PhoneCommand } from '../../shared/entities/call.ts';
import { useActiveDraft } from '../desk/active-draft.tsx';
import { useTell } from '../notice/tell.tsx';
import { useDeskSlice, useSeat } from '../seat/hooks.tsx';

type PhoneActions = {
  /** Rings: answers and opens the form. Talks: brings the call's form to the front. */
  readonly answer: () => void;
  readonly hangup: () => void;
  readonly hold: () => void;
  /** Whether the phone took it. */
  readonly dial: (number: string) => Promise<boolean>;
  readonly simulate: (number: string) => void;
};

export function usePhone(): PhoneActions {
  const seat = useSeat();
  const tell = useTell();
  const call = useDeskSlice('call');
  const { open } = useActiveDraft();

  const command = useCallback(
    async (what: PhoneCommand): Promise<boolean> => {
      if (call === null || call.state === 'ended') return false;
      const result = await seat.call('phone.command', { callId: call.callId, command: what });
      if (!result.ok) tell.failure(result.error);
      return result.ok;
    },
    [seat, tell, call],
  );

  return useMemo(
    () => ({
      answer: () => {
        if (call === null || call.state === 'ended') return;
        // The form comes even when the phone refuses: the call may have been taken on the phone itself.
        if (call.state === 'ringing') void command('answer');
        void open({ callId: call.callId, caseId: null });
      },
      hangup: () => void command('hangup'),
      hold: () => void command(call?.state === 'held' ? 'resume' : 'hold'),
      dial: async (number) => {
        const result = await seat.call('phone.dial', { number });
        if (!result.ok) tell.failure(result.error);
        return result.ok;
      },
      simulate: (number) =>
        void seat.call('phone.simulate', { number }).then((result) => !result.ok && tell.failure(result.error)),
    }),
    [seat, tell, call, command, open],
  );
}
