import { useCallback, useEffect, useRef, useState } from 'react';
import type { PreviewChange } from '../../shared/contract/list-calls.ts';
import type { ErrorCode, Result } from '../../shared/contract/errors.ts';
import type { CallValue } from '../../shared/contract/seat-api.ts';
import { useSeat } from '../seat/hooks.tsx';

export type Preview = {
  readonly done: number;
  readonly total: number;
  readonly changes: readonly PreviewChange[];
  readonly running: boolean;
  readonly failure: ErrorCode | null;
  readonly stop: () => void;
};

/** Runs the draft over what is recorded here, part by part: the seat goes on answering, and whoever stops asks no further. */
export function usePreview(): Preview {
  const seat = useSeat();
  const stopped = useRef(false);
  const [state, setState] = useState<Omit<Preview, 'stop'>>({
    done: 0,
    total: 0,
    changes: [],
    running: true,
    failure: null,
  });

  useEffect(() => {
    let gone = false;
    stopped.current = false;
    async function run(): Promise<void> {
      let before: number | null = null;
      let done = 0;
      const changes: PreviewChange[] = [];
      do {
        const part: Result<CallValue<'list.preview'>> = await seat.call('list.preview', { before });
        if (gone) return;
        if (!part.ok) return setState((known) => ({ ...known, running: false, failure: part.error.code }));
        const { total }: CallValue<'list.preview'> = part.value;
        done += part.value.looked;
        changes.push(...part.value.changes);
        before = done < total ? part.value.next : null;
        const running = before !== null && !stopped.current;
        setState({ done, total, changes: [...changes], running, failure: null });
      } while (before !== null && !stopped.current);
    }
    void run();
    return () => {
      gone = true;
    };
  }, [seat]);

  const stop = useCallback(() => {
    stopped.current = true;
  }, []);
  return { ...state, stop };
}
