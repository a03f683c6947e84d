import { useActiveDraft } from '../desk/active-draft.tsx';
import { useOwnState } from '../desk/use-own-state.ts';
import { useLayers } from '../desk/layers.tsx';
import { workStates } from '../desk/StateSwitch.tsx';
import { languages } from '../desk/SettingsButton.tsx';
import type { KeyAction } from '../keys/key-map.ts';
import { isLead } from '../lead/is-lead.ts';
import { usePhone } from '../phone/use-phone.ts';
import { useTell } from '../notice/tell.tsx';
import { useDeskSlice, useSeat } from '../seat/hooks.tsx';
import { usePreferences } from '../seat/preferences.tsx';
import { textScales } from '../style/look.ts';
import { CODE_BOX_ID } from '../transfer/CodeBox.tsx';
import { useTransferActions } from '../transfer/use-transfer-actions.ts';
import { waitingGroups } from '../waiting/waiting-groups.ts';
import { useWords } from '../words/words.tsx';

type Command = {
  readonly id: string;
  readonly words: string;
  readonly key?: KeyAction;
  readonly run: () => void;
};

const SAMPLE_NUMBER = '13800000000';

/** What can be done at this moment; what cannot is not offered. */
export function useCommands(): readonly Command[] {
  return [...useCallCommands(), ...useWorkCommands(), ...useSeatCommands()];
}

function useCallCommands(): readonly Command[] {
  const { t } = useWords();
  const phone = usePhone();
  const call = useDeskSlice('call');
  const { counterpart, phone: adapter } = useDeskSlice('session');
  const commands: Command[] = [];
  if (call !== null && call.state !== 'ended') {
    const ringing = call.state === 'ringing';
    commands.push({
      id: 'answer',
      words: t(ringing ? 'palette.answer' : 'desk.toCallForm'),
      key: 'answer',
      run: phone.answer,
    });
    if (!ringing) commands.push({ id: 'hold', words: t('palette.hold'), key: 'hold', run: phone.hold });
    commands.push({
      id: 'hangup',
      words: t(ringing ? 'phone.reject' : 'palette.hangup'),
      key: 'hangup',
      run: phone.hangup,
    });
  } else if (adapter === 'simulator') {
    commands.push({ id: 'simulate', words: t('palette.simulate'), run: () => phone.simulate(SAMPLE_NUMBER) });
  }
  if (counterpart) {
    commands.push({
      id: 'dial',
      words: t('palette.dialCounterpart', { centre: counterpart.name }),
      run: () => phone.dial(counterpart.phone),
    });
  }
  return commands;
}

function useWorkCommands(): readonly Command[] {
  const { t } = useWords();
  const { openDialog, openPanel } = useLayers();
  const { open } = useActiveDraft();
  const { accept } = useTransferActions();
  const { seatId, operator } = useDeskSlice('session');
  const first = waitingGroups(useDeskSlice('transfers'), seatId).offers[0]?.transfer.id;
  const commands: Command[] = [
    { id: 'search', words: t('palette.search'), key: 'search', run: () => openDialog({ kind: 'search' }) },
    { id: 'new', words: t('palette.newForm'), run: () => void open({ callId: null, caseId: null }) },
    { id: 'code', words: t('palette.code'), run: () => document.getElementById(CODE_BOX_ID)?.focus() },
    {
      id: 'backlog',
      words: t('palette.backlog'),
      key: 'backlog',
      run: () => openPanel({ kind: 'backlog' }),
    },
    { id: 'unsent', words: t('palette.unsent'), run: () => openPanel({ kind: 'unsent' }) },
  ];
  if (first !== undefined) {
    commands.unshift(
      { id: 'accept', words: t('palette.accept'), key: 'accept', run: () => void accept(first) },
      {
        id: 'return',
        words: t('palette.return'),
        key: 'return',
        run: () => openDialog({ kind: 'return', transferId: first }),
      },
    );
  }
  commands.push({ id: 'matterList', words: t('list.title'), run: () => openPanel({ kind: 'matterList' }) });
  if (isLead(operator)) {
    commands.push({ id: 'board', words: t('palette.board'), run: () => openPanel({ kind: 'board' }) });
    commands.push({ id: 'review', words: t('review.title'), run: () => openPanel({ kind: 'review' }) });
  }
  return commands;
}

function useSeatCommands(): readonly Command[] {
  const { t } = useWords();
  const seat = useSeat();
  const tell = useTell();
  const { set } = usePreferences();
  const { choose } = useOwnState();
  return [
    ...workStates.map((state) => ({
      id: `state.${state}`,
      words: t('palette.state', { state: t(`state.${state}`) }),
      ...(state === 'idle' ? { key: 'ready' as const } : {}),
      run: () => void choose(state),
    })),
    ...(['light', 'dark', 'system'] as const).map((theme) => ({
      id: `theme.${theme}`,
      words: t('palette.theme', { theme: t(`settings.theme.${theme}`) }),
      run: () => set('theme', theme),
    })),
    ...languages.map(({ value, label }) => ({
      id: `language.${value}`,
      words: t('palette.language', { language: label }),
      run: () => set('locale', value),
    })),
    ...textScales.map((scale) => ({
      id: `size.${scale}`,
      words: t('palette.textSize', { size: `${Math.round(scale * 100)}%` }),
      run: () => set('textScale', String(scale)),
    })),
    {
      id: 'signOut',
      words: t('palette.signOut'),
      run: () => void seat.call('session.signOut', {}).then((result) => !result.ok && tell.failure(result.error)),
    },
  ];
}
