import { failure, success } from '../../../shared/contract/errors.ts';
import { wholeDesk } from '../desk/slices.ts';
import type { Kernel } from '../kernel.ts';
import { forgetHealed } from '../store/healed.ts';
import { done, type Handlers } from './answers.ts';

const PREFERENCES_MAX = 200;

/** Another person sits here, or nobody: the server must hear it before anything else. */
export function identityChanged({ changes, desk, sync }: Kernel): void {
  desk.board = null;
  changes.slices('session', 'state', 'board', 'transfers');
  sync.reconnect();
}

/** What became of a damaged store, in numbers; once, to a window that can show it. */
function tellHealed({ desk, store, changes, config }: Kernel): void {
  if (!desk.healed) return;
  const { whole, unsent, drafts } = desk.healed;
  changes.notice(whole ? 'storeRebuilt' : 'storeIncomplete', config.seatId, null, { unsent, drafts });
  desk.healed = null;
  forgetHealed(store);
}

export const deskCalls: Handlers<'desk'> = {
  'desk.get': (kernel) => {
    if (kernel.desk.restored) {
      // Told when there is a window to hear it.
      kernel.desk.restored = false;
      kernel.changes.notice('draftsRestored', kernel.config.seatId);
    }
    tellHealed(kernel);
    return success(wholeDesk(kernel));
  },
  'desk.setState': (kernel, { state }) => {
    if (!kernel.session.operator()) return failure('notSignedIn');
    setState(kernel, state);
    return done;
  },
};

export function setState(kernel: Kernel, state: Parameters<Kernel['session']['setState']>[0]): void {
  const { session, changes, sync, desk } = kernel;
  if (!session.setState(state)) return;
  // A finished call stays in sight for the wrap-up and no longer.
  if (state !== 'wrapUp' && state !== 'talking') desk.calls = desk.calls.filter((call) => call.state !== 'ended');
  changes.slices('state', 'call');
  sync.presenceChanged();
}

export const sessionCalls: Handlers<'session'> = {
  'session.signIn': async (kernel, asked) => {
    const signed = await kernel.signInHere(asked);
    if (!signed.ok) return signed;
    kernel.session.signIn(signed.value);
    identityChanged(kernel);
    return done;
  },
  'session.signOut': (kernel) => {
    kernel.session.signOut();
    identityChanged(kernel);
    return done;
  },
};

export const preferenceCalls: Handlers<'preferences'> = {
  'preferences.get': ({ desk }) => success({ values: { ...desk.preferences } }),
  'preferences.set': ({ desk, savePreference }, { key, value }) => {
    const values = { ...desk.preferences, [key]: value };
    if (Object.keys(values).length > PREFERENCES_MAX) return failure('tooLarge');
    desk.preferences = values;
    savePreference(key, value);
    return done;
  },
};
