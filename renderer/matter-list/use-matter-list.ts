import { useCallback, useEffect, useMemo, useState } from 'react';
import type { CallValue } from '../../shared/contract/seat-api.ts';
import { laidOver, listChanges, type MatterChange } from '../../shared/matter-list/list-changes.ts';
import type { Matter } from '../../shared/matter-list/matter-list.ts';
import { useTell } from '../notice/tell.tsx';
import { useSeat } from '../seat/hooks.tsx';

export type MatterListState = CallValue<'list.get'> & {
  /** What the page shows: the draft, else what is in force. */
  readonly matters: readonly Matter[];
  readonly changes: ReadonlyMap<string, MatterChange>;
  /** Another version came into force after the draft was begun. */
  readonly moved: boolean;
};

export type MatterListHands = {
  readonly change: (matters: readonly Matter[]) => Promise<boolean>;
  readonly discard: () => Promise<void>;
  /** Lays the draft over what is in force now; answers with the matters that both changed, null when it did not work. */
  readonly rebase: () => Promise<readonly string[] | null>;
};

/** The list as this seat has it, read again whenever something about it changed. null: not read yet. */
export function useMatterList(): { readonly list: MatterListState | null; readonly hands: MatterListHands } {
  const seat = useSeat();
  const tell = useTell();
  const [got, setGot] = useState<CallValue<'list.get'> | null>(null);

  useEffect(() => {
    let latest = 0;
    const read = async (): Promise<void> => {
      const own = (latest += 1);
      const result = await seat.call('list.get', {});
      if (own === latest && result.ok) setGot(result.value);
    };
    void read();
    const stop = seat.onList(() => void read());
    return () => {
      latest += 1;
      stop();
    };
  }, [seat]);

  const list = useMemo((): MatterListState | null => {
    if (got === null) return null;
    const matters = got.draft?.matters ?? got.inForce.matters;
    const changes = listChanges(got.inForce.matters, matters);
    return { ...got, matters, changes, moved: got.draft !== null && got.draft.basedOn !== got.inForce.version };
  }, [got]);

  const save = useCallback(
    async (basedOn: string, matters: readonly Matter[]): Promise<boolean> => {
      const result = await seat.call('list.saveDraft', { basedOn, matters: [...matters] });
      if (!result.ok) tell.failure(result.error);
      return result.ok;
    },
    [seat, tell],
  );

  const discard = useCallback(async (): Promise<void> => {
    const result = await seat.call('list.discardDraft', {});
    if (!result.ok) tell.failure(result.error);
  }, [seat, tell]);

  const hands = useMemo(
    (): MatterListHands => ({
      discard,
      change: async (matters) => {
        if (got === null) return false;
        const { inForce, draft } = got;
        // Changed back to what is in force: then there is nothing to publish.
        if (draft?.basedOn === inForce.version && listChanges(inForce.matters, matters).size === 0) {
          await discard();
          return true;
        }
        return save(draft?.basedOn ?? inForce.version, matters);
      },
      rebase: async () => {
        if (!got?.draft) return null;
        const base = await seat.call('list.version', { version: got.draft.basedOn });
        const laid = laidOver(
          base.ok ? base.value.list.matters : got.inForce.matters,
          got.draft.matters,
          got.inForce.matters,
        );
        return (await save(got.inForce.version, laid.matters)) ? laid.both : null;
      },
    }),
    [seat, got, save, discard],
  );
  return { list, hands };
}
