import { Button } from 'antd';
import { useEffect, useId, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useKey, useKeyBarrier, useKeyName } from '../keys/keys.tsx';
import { useWords } from '../words/words.tsx';

type DialogProps = {
  title: ReactNode;
  onClose: () => void;
  onSubmit?: () => void;
  submitText?: string;
  busy?: boolean;
  wide?: boolean;
  children: ReactNode;
};

const focusable = 'button:not(:disabled), input:not(:disabled), textarea:not(:disabled), [tabindex="0"]';

/**
 * A layer that takes the keyboard: the desk's keys rest below it, the phone's do not; Esc closes it and gives the focus back.
 * Our own and not antd's Modal, whose scroll lock writes a style element that the content policy forbids.
 */
export function Dialog({ title, onClose, onSubmit, submitText, busy = false, wide = false, children }: DialogProps): ReactNode {
  const { t } = useWords();
  const titleId = useId();
  const box = useRef<HTMLDivElement>(null);
  const escape = useKeyName('close');
  useKeyBarrier(true);
  useKey('close', onClose);

  useEffect(() => {
    const before = document.activeElement;
    if (!box.current?.contains(before)) box.current?.querySelector<HTMLElement>(focusable)?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);

  /** Tab stays inside. */
  function turn(event: KeyboardEvent): void {
    if (event.key !== 'Tab') return;
    const stops = [...(box.current?.querySelectorAll<HTMLElement>(focusable) ?? [])];
    const [first, last] = [stops[0], stops.at(-1)];
    const end = event.shiftKey ? first : last;
    if (document.activeElement !== end) return;
    (event.shiftKey ? last : first)?.focus();
    event.preventDefault();
  }

  return createPortal(
    <div className="dialog-ground" onMouseDown={(event) => event.target === event.currentTarget && onClose()}>
      <div
        className={wide ? 'dialog dialog-wide' : 'dialog'} role="dialog" aria-modal="true" aria-labelledby={titleId} ref={box}
        onKeyDown={turn}
      >
        <h2 id={titleId}>{title}</h2>
        <div className="dialog-body">{children}</div>
        <div className="dialog-foot">
          <Button onClick={onClose}>
            {t(onSubmit ? 'shell.cancel' : 'shell.close')} <kbd className="key-hint" aria-hidden="true">{escape}</kbd>
          </Button>
          {onSubmit && <Button type="primary" loading={busy} onClick={onSubmit}>{submitText ?? t('shell.confirm')}</Button>}
        </div>
      </div>
    </div>,
    document.body,
  );
}
