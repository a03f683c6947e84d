import { Button, Input } from 'antd';
import type { InputRef } from 'antd';
import { useId, useRef, useState } from 'react';
import type { FormEvent, KeyboardEvent, ReactNode } from 'react';
import type { Failure } from '../../shared/contract/errors.ts';
import { normalStaffNumber, passwordSchema, staffNumberSchema } from '../../shared/entities/staff.ts';
import { useDeskSlice, useSeat } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';
import { SignInNotes } from './SignInNotes.tsx';
import { SignInFailure } from './SignInFailure.tsx';

/** Who sits here: staff number and password. The last number stands there already, so that a shift begins with the password. */
export function SignIn(): ReactNode {
  const { t } = useWords();
  const seat = useSeat();
  const { centre, seatId, knownNumbers } = useDeskSlice('session');
  const [staffNumber, setStaffNumber] = useState(knownNumbers[0] ?? '');
  const [password, setPassword] = useState('');
  const [capsLock, setCapsLock] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const numberField = useRef<InputRef>(null);
  const passwordField = useRef<InputRef>(null);
  const numbersId = useId();
  const startsAtPassword = knownNumbers.length > 0;

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const number = staffNumberSchema.safeParse(normalStaffNumber(staffNumber));
    if (!number.success) return numberField.current?.focus();
    if (!passwordSchema.safeParse(password).success) return passwordField.current?.focus();
    setBusy(true);
    setFailure(null);
    const result = await seat.call('session.signIn', { staffNumber: number.data, password });
    setBusy(false);
    if (result.ok) return;
    setFailure(result.error);
    passwordField.current?.focus({ cursor: 'all' });
  }

  function watchCapsLock(event: KeyboardEvent): void {
    setCapsLock(event.getModifierState('CapsLock'));
  }

  return (
    <main className="whole-page sign-in">
      <p className="sign-in-product">{t('shell.product')}</p>
      <h1>{t('signIn.title')}</h1>
      <p className="sign-in-seat">{t('signIn.centreSeat', { centre: centre.name, seat: seatId })}</p>
      <form className="sign-in-form" noValidate onSubmit={(event) => void submit(event)}>
        <label>
          <span>{t('signIn.number')}</span>
          <Input
            ref={numberField}
            size="large"
            autoFocus={!startsAtPassword}
            autoComplete="username"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={16}
            list={numbersId}
            value={staffNumber}
            onChange={(event) => setStaffNumber(event.target.value)}
          />
        </label>
        <datalist id={numbersId}>
          {knownNumbers.map((number) => (
            <option key={number} value={number}>
              {number}
            </option>
          ))}
        </datalist>
        <label>
          <span>{t('signIn.password')}</span>
          <Input
            ref={passwordField}
            size="large"
            type="password"
            autoFocus={startsAtPassword}
            autoComplete="current-password"
            maxLength={200}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            onKeyDown={watchCapsLock}
            onKeyUp={watchCapsLock}
          />
        </label>
        <output className="hint sign-in-caps">{capsLock ? t('signIn.capsLock') : ''}</output>
        <Button size="large" type="primary" htmlType="submit" block loading={busy}>
          {busy ? t('signIn.busy') : t('signIn.enter')}
        </Button>
      </form>
      <SignInFailure failure={failure} />
      <SignInNotes />
    </main>
  );
}
