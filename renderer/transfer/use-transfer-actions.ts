import { useMemo } from 'react';
import type { CallArgs, CallName } from '../../shared/contract/seat-api.ts';
import { useActiveDraft } from '../desk/active-draft.tsx';
import { useTell } from '../notice/tell.tsx';
import { useSeat } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';

type TransferActions = {
  /** Takes the case and opens its form. */
  readonly accept: (transferId: string) => Promise<boolean>;
  /** Takes several in order, and opens the form of the first; answers with how many were taken. */
  readonly acceptAll: (transferIds: readonly string[]) => Promise<number>;
  readonly giveBack: (args: CallArgs<'transfer.return'>) => Promise<boolean>;
  readonly withdraw: (transferId: string) => Promise<boolean>;
  readonly settle: (args: CallArgs<'transfer.settle'>) => Promise<boolean>;
  readonly progress: (args: CallArgs<'transfer.progress'>) => Promise<boolean>;
  readonly acknowledge: (transferId: string) => Promise<boolean>;
};

/** What a person can do with a transfer; every refusal is told in words. */
export function useTransferActions(): TransferActions {
  const seat = useSeat();
  const tell = useTell();
  const { t } = useWords();
  const { show } = useActiveDraft();
  return useMemo(() => {
    async function done<N extends CallName>(name: N, args: CallArgs<N>): Promise<boolean> {
      const result = await seat.call(name, args);
      if (!result.ok) tell.failure(result.error);
      return result.ok;
    }
    /** Done here, and the other side goes on believing what it believed. */
    function untold(title: string): void {
      const desk = seat.desk.get().desk;
      if (desk === null || desk.link.server === 'online') return;
      tell.say('warning', title, t('taken.untold.text', { centre: desk.session.counterpart?.phone ?? '' }));
    }
    return {
      accept: async (transferId) => {
        const result = await seat.call('transfer.accept', { transferId });
        if (!result.ok) tell.failure(result.error);
        else {
          show(result.value.draftId);
          untold(t('taken.untold'));
        }
        return result.ok;
      },
      acceptAll: async (transferIds) => {
        const forms: string[] = [];
        for (const transferId of transferIds) {
          const result = await seat.call('transfer.accept', { transferId });
          if (result.ok) forms.push(result.value.draftId);
          else tell.failure(result.error);
        }
        if (forms[0] !== undefined) {
          show(forms[0]);
          untold(t('taken.untold'));
        }
        return forms.length;
      },
      giveBack: async (args) => {
        const returned = await done('transfer.return', args);
        if (returned) untold(t('returned.untold'));
        return returned;
      },
      withdraw: (transferId) => done('transfer.withdraw', { transferId, text: '' }),
      settle: (args) => done('transfer.settle', args),
      progress: (args) => done('transfer.progress', args),
      acknowledge: (transferId) => done('transfer.acknowledge', { transferId }),
    };
  }, [seat, tell, show, t]);
}
