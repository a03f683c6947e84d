import { Button } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useKey, useKeyName } from '../keys/keys.tsx';
import { useWords } from '../words/words.tsx';

type SidePanelProps = { title: ReactNode; onClose: () => void; wide?: boolean; children: ReactNode };

/**
 * Lies over the right column. It is not a dialog: the form beside it goes on taking keys. Only a person opens it, so it takes the
 * focus when it comes and gives it back when it goes.
 */
export function SidePanel({ title, onClose, wide = false, children }: SidePanelProps): ReactNode {
  const { t } = useWords();
  const titleId = useId();
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
    <aside
      ref={panel}
      tabIndex={-1}
      className={wide ? 'side-panel side-panel-wide' : 'side-panel'}
      aria-labelledby={titleId}
    >
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
