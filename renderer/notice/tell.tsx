import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { Failure } from '../../shared/contract/errors.ts';
import { useWords } from '../words/words.tsx';
import { KeptList } from './KeptList.tsx';
import type { Kept } from './KeptList.tsx';
import { withToast } from './toast.ts';
import type { Toast, ToastKind } from './toast.ts';
import { ToastStack } from './ToastStack.tsx';

export type Tell = {
  /** What happened, what it means for this caller, what to do now. */
  readonly failure: (failure: Pick<Failure, 'code'>) => void;
  readonly say: (kind: ToastKind, title: string, text?: string) => void;
  readonly show: (toast: Toast) => void;
  /** What needs a person stays in the waiting list until that person is done with it. */
  readonly keep: (kept: Kept) => void;
};
type Told = {
  readonly toasts: readonly Toast[];
  readonly kept: readonly Kept[];
  readonly closeToast: (key: string) => void;
  readonly closeKept: (key: string) => void;
  /** A place on the desk takes over what is told; gives back what undoes it. */
  readonly takePlace: () => () => void;
};

const TellContext = createContext<Tell | null>(null);
const ToldContext = createContext<Told | null>(null);

/**
 * Everything the desk says in passing. It stands in a place of its own on the desk (`ToastPlace`), never over text, code or bar; a
 * page without that place gets it in the corner.
 */
export function TellProvider({ children }: { children: ReactNode }): ReactNode {
  const { t } = useWords();
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const [kept, setKept] = useState<readonly Kept[]>([]);
  const [places, setPlaces] = useState(0);

  const tell = useMemo((): Tell => {
    const show: Tell['show'] = (toast) => setToasts((before) => withToast(before, toast));
    return {
      show,
      say: (kind, title, text) => show({ key: `${kind}.${title}`, kind, title, text }),
      failure: ({ code }) =>
        show({
          key: `failure.${code}`,
          kind: 'error',
          title: t(`error.${code}`),
          text: `${t(`error.${code}.means`)}${t(`error.${code}.do`)}`,
        }),
      keep: (one) => setKept((before) => [...before.filter((each) => each.key !== one.key), one]),
    };
  }, [t]);
  const closeToast = useCallback((key: string) => setToasts((all) => all.filter((each) => each.key !== key)), []);
  const closeKept = useCallback((key: string) => setKept((all) => all.filter((each) => each.key !== key)), []);
  const takePlace = useCallback(() => {
    setPlaces((count) => count + 1);
    return () => setPlaces((count) => count - 1);
  }, []);
  const told = useMemo(
    () => ({ toasts, kept, closeToast, closeKept, takePlace }),
    [toasts, kept, closeToast, closeKept, takePlace],
  );
  return (
    <TellContext value={tell}>
      <ToldContext value={told}>
        {children}
        {places === 0 && (
          <div className="toasts-loose">
            <KeptList kept={kept} onClose={closeKept} />
            <ToastStack toasts={toasts} onClose={closeToast} />
          </div>
        )}
      </ToldContext>
    </TellContext>
  );
}

export function useTell(): Tell {
  const tell = useContext(TellContext);
  if (tell === null) throw new Error('useTell stands outside TellProvider');
  return tell;
}

function useTold(): Told {
  const told = useContext(ToldContext);
  if (told === null) throw new Error('useTold stands outside TellProvider');
  return told;
}

/** Where the desk has room for what is told: in the flow, so that it covers nothing. */
export function ToastPlace(): ReactNode {
  const { toasts, closeToast, takePlace } = useTold();
  useEffect(takePlace, [takePlace]);
  return <ToastStack toasts={toasts} onClose={closeToast} />;
}

/** What waits for a person; stands in the waiting list below everything whose clock runs. */
export function KeptPlace({ onOpen }: { onOpen: (caseId: string) => void }): ReactNode {
  const { kept, closeKept } = useTold();
  return <KeptList kept={kept} onClose={closeKept} onOpen={onOpen} />;
}

/** What stands there and sounds; the newest. */
export function useLoudKept(): string | null {
  return useTold().kept.findLast(({ loud }) => loud)?.key ?? null;
}
