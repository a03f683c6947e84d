import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTell } from '../notice/tell.tsx';
import { useSeat } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';

/** Leads to the sign-in; every form stays as it is and stands there again afterwards. */
export function SignInAgain(): ReactNode {
  const { t } = useWords();
  const seat = useSeat();
  const tell = useTell();
  async function leave(): Promise<void> {
    const result = await seat.call('session.signOut', {});
    if (!result.ok) tell.failure(result.error);
  }
  return (
    <Button size="small" onClick={() => void leave()}>
      {t('signIn.again')}
    </Button>
  );
}
