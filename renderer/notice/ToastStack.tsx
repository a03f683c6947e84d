import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useWords } from '../words/words.tsx';
import { lastsMs } from './toast.ts';
import type { Toast, ToastKind } from './toast.ts';

const shapes = { info: 'ℹ', success: '✓', warning: '▲', error: '▲' } as const satisfies Record<ToastKind, string>;

type StackProps = { toasts: readonly Toast[]; onClose: (key: string) => void };

/** Words that stand for a while and close by themselves; they take the focus never and stay while they are read with the pointer. */
export function ToastStack({ toasts, onClose }: StackProps): ReactNode {
  const { t } = useWords();
  if (toasts.length === 0) return null;
  return (
    <section className="toasts" aria-label={t('notice.region')}>
      {toasts.map((toast) => (
        <ToastBox key={toast.key} toast={toast} onClose={onClose} />
      ))}
    </section>
  );
}

function ToastBox({ toast, onClose }: { toast: Toast; onClose: (key: string) => void }): ReactNode {
  const { t } = useWords();
  const [held, setHeld] = useState(false);
  // The clock starts again when the same trouble is told again, and not when the desk only paints.
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => onClose(toast.key), lastsMs(toast.kind));
    return () => clearTimeout(timer);
  }, [toast, held, onClose]);
  return (
    <div
      className={`toast is-${toast.kind}`}
      role={toast.kind === 'error' ? 'alert' : 'status'}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
    >
      <p>
        <strong>
          <span aria-hidden="true" className="shape">
            {shapes[toast.kind]}
          </span>{' '}
          {toast.title}
        </strong>
      </p>
      {toast.text !== undefined && <p>{toast.text}</p>}
      <div className="toast-buttons">
        {toast.action}
        <Button size="small" type="text" onClick={() => onClose(toast.key)}>
          {t('notice.close')}
        </Button>
      </div>
    </div>
  );
}
