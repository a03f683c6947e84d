import { Button } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useKey, useKeyBarrier, useKeyName } from '../keys/keys.tsx';
import { useWords } from '../words/words.tsx';

type SidePanelProps = {
  title: ReactNode;
  onClose: () => void;
  /** A page covers form and suggestion: what cannot be seen takes no keys. */
  size?: 'narrow' | 'wide' | 'page';
  children: ReactNode;
};

const classes = {
  narrow: 'side-panel',
  wide: 'side-panel side-panel-wide',
  page: 'side-panel side-panel-page',
} as const;

/**
 * Lies over the right column. It is not a dialog: the form beside it goes on taking keys. Only a person opens it, so it takes the
 * focus when it comes and gives it back when it goes.
 */
export function SidePanel({ title, onClose, size = 'narrow', children }: SidePanelProps): ReactNode {
  const { t } = useWords();
  const titleId = useId();
  useKeyBarrier(size === 'page');
  useKey('close', onClose);
  const close = useKeyName('close');
  const panel = useRef<HTMLElement>(null);
  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    // What the panel holds may have taken the focus itself, as it came.
    if (!panel.current?.contains(document.activeElement)) panel.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, [before]);
  return (
    <aside ref={panel} tabIndex={-1} className={classes[size]} aria-labelledby={titleId}>
      <header className="side-panel-head">
        <h2 id={titleId}>{title}</h2>
        <Button size="small" onClick={onClose}>
          {t('shell.close')}{' '}
          <kbd className="key-hint" aria-hidden="true">
            {close}
          </kbd>
        </Button>
      </header>
      <div className="side-panel-body">{children}</div>
    </aside>
  );
}
