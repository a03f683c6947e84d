import { Button, Input } from 'antd';
import { useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { EmptyState } from '../parts/EmptyState.tsx';
import { useDeskSlice, useSeat } from '../seat/hooks.tsx';
import { useTell } from '../notice/tell.tsx';
import { useWords } from '../words/words.tsx';

/** Who sits here: one list, arrows and Enter. */
export function SignIn(): ReactNode {
  const { t } = useWords();
  const seat = useSeat();
  const tell = useTell();
  const session = useDeskSlice('session');
  const [find, setFind] = useState('');
  const [busy, setBusy] = useState<string | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const shown = session.operators.filter((operator) => operator.name.includes(find.trim()));

  async function signIn(operatorId: string): Promise<void> {
    setBusy(operatorId);
    const result = await seat.call('session.signIn', { operatorId });
    setBusy(null);
    if (!result.ok) tell.failure(result.error);
  }

  /** Arrows walk through the search line and the names in reading order. */
  function walk(event: KeyboardEvent<HTMLElement>): void {
    if (event.nativeEvent.isComposing || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const next = event.key === 'ArrowDown' ? Math.min(at + 1, buttons.length - 1) : Math.max(at - 1, 0);
    buttons[next]?.focus();
    event.preventDefault();
  }

  return (
    <main className="whole-page sign-in">
      <p className="sign-in-product">{t('shell.product')}</p>
      <h1>{t('signIn.title')}</h1>
      <p className="sign-in-seat">{t('signIn.centreSeat', { centre: session.centre.name, seat: session.seatId })}</p>
      {session.operators.length === 0 ? (
        <EmptyState title={t('signIn.empty')} text={t('signIn.empty.text')} />
      ) : (
        <>
          <Input
            autoFocus
            onKeyDown={walk}
            size="large"
            aria-label={t('signIn.find')}
            placeholder={t('signIn.find')}
            value={find}
            onChange={(event) => setFind(event.target.value)}
            onPressEnter={(event) => {
              const only = shown[0];
              if (!event.nativeEvent.isComposing && shown.length === 1 && only) void signIn(only.id);
            }}
          />
          <p className="hint">{t('signIn.hint')}</p>
          <ul className="sign-in-list" ref={list} aria-label={t('signIn.choose')}>
            {shown.map((operator) => (
              <li key={operator.id}>
                <Button
                  size="large"
                  block
                  loading={busy === operator.id}
                  onKeyDown={walk}
                  onClick={() => void signIn(operator.id)}
                >
                  <span className="sign-in-name">{operator.name}</span>
                  <span className="sign-in-role">{t(`role.${operator.role}`)}</span>
                </Button>
              </li>
            ))}
          </ul>
          {shown.length === 0 && <output className="hint">{t('signIn.none', { text: find })}</output>}
        </>
      )}
    </main>
  );
}
