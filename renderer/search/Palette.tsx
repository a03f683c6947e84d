import { useState } from 'react';
import type { ReactNode } from 'react';
import { useKeyName } from '../keys/keys.tsx';
import type { KeyAction } from '../keys/key-map.ts';
import { Chooser } from '../parts/Chooser.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { useWords } from '../words/words.tsx';
import { useCommands } from './use-commands.ts';

/** Ctrl+K: everything the desk can do, by its words, with its key. */
export function Palette({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useWords();
  const commands = useCommands();
  const [text, setText] = useState('');
  const words = text.trim().toLowerCase();
  const choices = commands
    .filter((command) => command.words.toLowerCase().includes(words))
    .map((command) => ({
      id: command.id,
      label: (
        <div className="command">
          <span>{command.words}</span>
          {command.key && <Key action={command.key} />}
        </div>
      ),
      run: () => {
        onClose();
        command.run();
      },
    }));
  return (
    <Dialog title={t('palette.title')} onClose={onClose}>
      <Chooser
        label={t('palette.title')}
        placeholder={t('palette.placeholder')}
        text={text}
        onText={setText}
        choices={choices}
        empty={<p className="hint">{t('palette.none')}</p>}
      />
    </Dialog>
  );
}

function Key({ action }: { action: KeyAction }): ReactNode {
  return <kbd className="key-hint">{useKeyName(action)}</kbd>;
}
