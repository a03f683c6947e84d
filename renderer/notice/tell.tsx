import { App } from 'antd';
import { createContext, useContext, useMemo } from 'react';
import type { ReactNode } from 'react';
import type { Failure } from '../../shared/contract/errors.ts';
import { useWords } from '../words/words.tsx';

type TellKind = 'info' | 'success' | 'warning' | 'error';
export type Tell = {
  /** What happened, what it means for this caller, what to do now. */
  readonly failure: (failure: Pick<Failure, 'code'>) => void;
  readonly say: (kind: TellKind, title: string, text?: string) => void;
};

const TellContext = createContext<Tell | null>(null);

/** Words in the corner: read out politely, never taking the focus. Must stand inside antd's `App`. */
export function TellProvider({ children }: { children: ReactNode }): ReactNode {
  const { notification } = App.useApp();
  const { t } = useWords();
  const tell = useMemo((): Tell => {
    const say: Tell['say'] = (type, title, text) =>
      notification.open({ type, title, description: text, role: type === 'error' ? 'alert' : 'status' });
    return {
      say,
      failure: ({ code }) =>
        notification.error({
          // The same trouble twice is one message.
          key: `failure.${code}`,
          title: t(`error.${code}`),
          description: `${t(`error.${code}.means`)}${t(`error.${code}.do`)}`,
          duration: 12,
          role: 'alert',
        }),
    };
  }, [notification, t]);
  return <TellContext value={tell}>{children}</TellContext>;
}

export function useTell(): Tell {
  const tell = useContext(TellContext);
  if (tell === null) throw new Error('useTell stands outside TellProvider');
  return tell;
}
