import type { ReactNode } from 'react';
import { useDeskSlice } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';

/** What is different today from an ordinary sign-in: no server, a sealed store, a machine that cannot keep its key. */
export function SignInNotes(): ReactNode {
  const { t } = useWords();
  const { locked, secretStore } = useDeskSlice('session');
  const { server, refusal } = useDeskSlice('link');
  const notes: string[] = [];
  if (server === 'refused' && refusal !== null) notes.push(`${t(`error.${refusal}`)}。${t(`error.${refusal}.do`)}`);
  else if (server === 'offline') notes.push(t('signIn.offline'));
  if (locked) notes.push(t('signIn.locked'));
  if (!secretStore) notes.push(t('signIn.noSecretStore'));
  return (
    <ul className="sign-in-notes" aria-label={t('signIn.notes')}>
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}
