import { Button } from 'antd';
import type { ButtonProps } from 'antd';
import type { ReactNode } from 'react';
import { KeyHint, useKeyName } from '../keys/keys.tsx';
import type { KeyAction } from '../keys/key-map.ts';

/** A button that shows its key. The key itself is bound with `useKey` by whoever owns the action. */
export function KeyButton({ action, children, ...rest }: ButtonProps & { action: KeyAction }): ReactNode {
  const name = useKeyName(action);
  return (
    <Button {...rest} aria-keyshortcuts={name.replace('Ctrl', 'Control').replace('Esc', 'Escape')}>
      <span className="key-button-words">{children}</span>
      <KeyHint action={action} />
    </Button>
  );
}
