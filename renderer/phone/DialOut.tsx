import { Button } from 'antd';
import type { ButtonProps } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { groupPhone } from '../format/number.ts';
import { useDeskSlice } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';
import { usePhone } from './use-phone.ts';

type DialOutProps = ButtonProps & {
  number: string;
  /** What the button says once the phone took the number. */
  dialled?: string;
};

/**
 * A number to be called now. The softphone has one line: while a call lives a button would only fail, so the number itself stands
 * there, large, to be dialled from another phone.
 */
export function DialOut({ number, dialled, children, ...button }: DialOutProps): ReactNode {
  const { t } = useWords();
  const phone = usePhone();
  const call = useDeskSlice('call');
  const [taken, setTaken] = useState(false);
  if (call === null || call.state === 'ended') {
    return (
      <Button {...button} onClick={() => void phone.dial(number).then(setTaken)}>
        {taken && dialled !== undefined ? dialled : children}
      </Button>
    );
  }
  const calling = call.direction === 'out' && call.dnis === number;
  return (
    <p className="dial-out">
      <b>{groupPhone(number)}</b>
      <span>{t(calling ? 'phone.calling' : 'phone.busy')}</span>
    </p>
  );
}
