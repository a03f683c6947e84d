import { Button } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
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

const focusable =
  'button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex="0"]';

function keepTabInside(inside: HTMLElement, event: KeyboardEvent): void {
  if (event.key !== 'Tab') return;
  const stops = [...inside.querySelectorAll<HTMLElement>(focusable)];
  const [first, last] = [stops[0], stops.at(-1)];
  if (document.activeElement !== (event.shiftKey ? first : last)) return;
  (event.shiftKey ? last : first)?.focus();
  event.preventDefault();
}

/**
 * A layer that takes the keyboard: the desk's keys rest below it, the phone's do not; Esc closes it and gives the focus back.
 * Our own and not antd's Modal, whose scroll lock writes a style element that the content policy forbids.
 */
export function Dialog({
  title,
  onClose,
  onSubmit,
  submitText,
  busy = false,
  wide = false,
  children,
}: DialogProps): ReactNode {
  const { t } = useWords();
  const titleId = useId();
  const box = useRef<HTMLDialogElement>(null);
  const escape = useKeyName('close');
  useKeyBarrier(true);
  useKey('close', onClose);

  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    const inside = box.current;
    if (inside === null) return undefined;
    if (!inside.contains(document.activeElement)) inside.querySelector<HTMLElement>(focusable)?.focus();
    const keep = (event: KeyboardEvent): void => keepTabInside(inside, event);
    inside.addEventListener('keydown', keep);
    return () => {
      inside.removeEventListener('keydown', keep);
      if (before instanceof HTMLElement) before.focus();
    };
  }, [before]);

  return createPortal(
    <div className="dialog-ground">
      <dialog
        open
        className={wide ? 'dialog dialog-wide' : 'dialog'}
        aria-modal="true"
        aria-labelledby={titleId}
        ref={box}
      >
        <h2 id={titleId}>{title}</h2>
        <div className="dialog-body">{children}</div>
        <div className="dialog-foot">
          <Button onClick={onClose}>
            {t(onSubmit ? 'shell.cancel' : 'shell.close')}{' '}
            <kbd className="key-hint" aria-hidden="true">
              {escape}
            </kbd>
          </Button>
          {onSubmit && (
            <Button type="primary" loading={busy} onClick={onSubmit}>
              {submitText ?? t('shell.confirm')}
            </Button>
          )}
        </div>
      </dialog>
    </div>,
    document.body,
  );
}
