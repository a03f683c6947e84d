import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { Failure } from '../../shared/contract/errors.ts';
import type { Route } from '../../shared/routing/types.ts';
import { primaryAction } from '../../shared/transfer/primary-action.ts';
import { overrideNeedsReason } from '../../shared/transfer/urgency.ts';
import { useActiveDraft } from '../desk/active-draft.tsx';
import { useKey, useKeyName } from '../keys/keys.tsx';
import { KeyButton } from '../parts/KeyButton.tsx';
import { UrgentMark } from '../parts/UrgentMark.tsx';
import { useCaseView, useDeskSlice, useSeat } from '../seat/hooks.tsx';
import { useAsOf } from '../transfer/use-as-of.ts';
import { useCentreShort } from '../transfer/use-centre-name.ts';
import { useWords } from '../words/words.tsx';
import { AfterAction } from './AfterAction.tsx';
import { blockOf } from './bar-block.ts';
import { isBlank, isUrgentDraft } from './draft-state.ts';
import type { DraftState } from './draft-state.ts';
import { OrderNumber } from './OrderNumber.tsx';
import { isHeldBack, sentFrom, sentWords } from './sent-words.ts';
import { useDraft, useDraftValue } from './use-draft.ts';
import './action-bar.css';

type Message = { readonly kind: 'quiet' | 'good' | 'trouble'; readonly words: string };

/** One primary action that says what it will do; pressing twice does it once. */
export function ActionBar({ draftId }: { draftId: string }): ReactNode {
  const { t } = useWords();
  const seat = useSeat();
  const store = useDraft(draftId);
  const { setTouched } = useActiveDraft();
  const { centre, counterpart } = useDeskSlice('session');
  const asOf = useAsOf();
  const call = useDeskSlice('call');
  const transfers = useDeskSlice('transfers');
  const centreShort = useCentreShort();
  const hangupKey = useKeyName('hangup');
  const phase = useDraftValue(store, (state) => state.phase);
  const route = useDraftValue(store, (state) => routeOf(state) ?? centre.kind);
  const isCalm = useDraftValue(store, (state) => state.chosen === null && isBlank(state));
  const emergency = useDraftValue(store, isUrgentDraft);
  const consent = useDraftValue(store, (state) => state.fields.transferConsent);
  const caseId = useDraftValue(store, (state) => state.caseId);
  const done = useDraftValue(store, (state) => state.done);
  const caseView = useCaseView(caseId);
  const view = caseView?.status === 'ready' ? caseView.view : null;
  const running = useRef(false);
  const [busy, setBusy] = useState(false);
  const [message, setMessage] = useState<Message | null>(null);

  const action = primaryAction(route, centre.kind);
  const block = blockOf(action, route, centre.id, view, done);
  const name = t(`action.${action.name}`);
  const troubleWords = (failure: Failure): string => `${t(`error.${failure.code}`)}。${t(`error.${failure.code}.do`)}`;

  async function once(run: () => Promise<void>): Promise<void> {
    if (running.current || phase !== 'ready') return;
    running.current = true;
    setBusy(true);
    await run();
    running.current = false;
    setBusy(false);
  }

  function click(): void {
    if (block !== null) return;
    void once(async () => {
      // A disk that does not answer must not hold help back: the click goes out whatever became of the last keys.
      await store.flush();
      // The last keys may have changed whose matter it is: what the button said when it was pressed is done, or nothing.
      const suggested = routeOf(store.get()) ?? centre.kind;
      if (suggested !== route) {
        const { name: action } = primaryAction(suggested, centre.kind);
        setMessage({ kind: 'trouble', words: t('bar.routeChanged', { action: t(`action.${action}`) }) });
        return;
      }
      const override = overrideOf(store.get(), route);
      if (override === 'missing') {
        setMessage({ kind: 'trouble', words: t('bar.needReason') });
        store.setOverriding(true);
        return;
      }
      const result = await seat.call('transfer.click', { draftId, route, override });
      if (result.ok) {
        store.finish({ ...result.value, route });
        setTouched(draftId, false);
        setMessage(null);
        return;
      }
      setMessage({ kind: 'trouble', words: t('bar.failed', { what: troubleWords(result.error) }) });
      if (result.error.code === 'overrideNeedsReason') store.setOverriding(true);
    });
  }

  function save(): void {
    void once(async () => {
      const failed = await store.saveCase();
      if (failed === null) setTouched(draftId, false);
      setMessage(
        failed === null
          ? { kind: 'good', words: t('bar.saved') }
          : { kind: 'trouble', words: t('bar.saveFailed', { what: troubleWords(failed) }) },
      );
    });
  }

  useKey('oneClick', click);
  useKey('save', save);

  // The desk hears at once what becomes of it; the case only with its own next change.
  const known = transfers.filter(({ transfer }) => transfer.caseId === caseId);
  const sent =
    block === 'alreadySent' ? (sentFrom(known, centre.id) ?? sentFrom(view?.transfers ?? [], centre.id)) : null;
  // This version hands over the matter; the caller stays on this line, and the desk says so.
  const talking = call !== null && call.direction === 'in' && (call.state === 'active' || call.state === 'held');
  const keepLine = sent !== null && sent.transfer.danger && sent.transfer.accepted === null;
  const online = asOf === null;
  const heldBack = block === 'alreadySent' && isHeldBack(sent, online);
  // Where the red band asks for a call to the other side, two orders at once would be none.
  const orderedElsewhere = heldBack || (keepLine && sent.transfer.alarm !== null);
  const stays =
    talking && !orderedElsewhere
      ? `。${t(keepLine ? 'bar.callStaysDanger' : 'bar.callStays', { key: hangupKey })}`
      : '';
  // What is recorded here reaches no fire brigade: that is done by voice, and nothing else says whether it was.
  const notTold = block === 'alreadyDone' && route.startsWith('other_emergency:');
  const cutOff = block === null && action.transfer !== null && !online;
  const quiet =
    phase !== 'ready'
      ? t('bar.loading')
      : busy
        ? t('bar.busy')
        : block === 'alreadyDone'
          ? t(notTold ? 'bar.doneNotTold' : 'bar.alreadyDone', { what: name })
          : block === 'alreadySent'
            ? `${sentWords(sent, centreShort(sent?.transfer.toCentreId ?? counterpart?.id ?? ''), asOf, t)}${stays}`
            : block !== null
              ? t(`bar.${block}`)
              : cutOff
                ? t('bar.offline', { phone: counterpart?.phone ?? '' })
                : t(isCalm ? 'bar.hint.blank' : `bar.hint.${action.name}`);
  const consentHint =
    block === null && action.transfer !== null && consent !== true
      ? t(consent === null ? 'bar.consentHint' : 'bar.consentNoHint')
      : '';
  return (
    <div className="action-bar" data-emergency={emergency || undefined}>
      <OrderNumber store={store} view={view} centreId={centre.id} />
      <div className="bar-words">
        {emergency && <UrgentMark />}
        <span
          className="bar-message"
          data-kind={message?.kind ?? (cutOff || heldBack || notTold ? 'warning' : 'quiet')}
          role={message?.kind === 'trouble' ? 'alert' : 'status'}
        >
          {message?.kind === 'trouble' || (message !== null && !busy) ? message.words : quiet}
        </span>
        <span className="bar-consent">{consentHint}</span>
      </div>
      <AfterAction store={store} view={view} />
      <KeyButton action="save" className="bar-save" disabled={busy || phase !== 'ready'} onClick={save}>
        {t('bar.save')}
      </KeyButton>
      <KeyButton
        action="oneClick"
        type={isCalm && !emergency ? 'default' : 'primary'}
        danger={emergency}
        className="bar-primary"
        disabled={busy || block !== null || phase !== 'ready'}
        onClick={click}
      >
        {name}
      </KeyButton>
    </div>
  );
}

function routeOf(state: DraftState): Route | null {
  return state.chosen?.route ?? (isBlank(state) ? null : (state.suggestion?.route ?? null));
}

/** The reason that goes with the click; 'missing' when the suggestion has meanwhile become more urgent than what was chosen. */
function overrideOf(
  state: DraftState,
  route: Route,
): { reason: 'other' | NonNullable<NonNullable<DraftState['chosen']>['reason']>; text: string } | null | 'missing' {
  const { chosen, suggestion } = state;
  if (chosen === null || suggestion === null || chosen.route !== route || route === suggestion.route) return null;
  if (chosen.reason !== null) return { reason: chosen.reason, text: chosen.text };
  return overrideNeedsReason(suggestion.route, route) ? 'missing' : null;
}
