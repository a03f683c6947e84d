import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { Call } from '../../shared/entities/call.ts';
import { StateAge } from '../desk/StateSwitch.tsx';
import { useActiveDraft } from '../desk/active-draft.tsx';
import { useOwnState } from '../desk/use-own-state.ts';
import { groupPhone } from '../format/number.ts';
import { duration } from '../format/time.ts';
import { useNow } from '../format/use-now.ts';
import { useKey } from '../keys/keys.tsx';
import { KeyButton } from '../parts/KeyButton.tsx';
import { useDeskSlice } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';
import type { WordKey } from '../words/words.tsx';
import { SimulateCall } from './SimulateCall.tsx';
import { usePhone } from './use-phone.ts';

const shapes = { ringing: '◉', dialing: '◌', active: '●', held: '‖', ended: '○' } as const satisfies Record<
  Call['state'],
  string
>;

/** The call at this seat; always the same height, so that nothing below moves when it rings. */
export function CallPanel(): ReactNode {
  const { t } = useWords();
  const call = useDeskSlice('call');
  const live = call !== null && call.state !== 'ended' ? call : null;
  const phone = usePhone();
  useKey('answer', phone.answer, live !== null);
  useKey('hangup', phone.hangup, live !== null);
  useKey('hold', phone.hold, live?.state === 'active' || live?.state === 'held');
  return (
    <section className={`call-panel ${live ? `is-${live.state}` : ''}`} aria-label={t('phone.region')}>
      {live ? <LiveCall call={live} /> : <NoCall ended={call} />}
    </section>
  );
}

function LiveCall({ call }: { call: Call }): ReactNode {
  const { t } = useWords();
  const phone = usePhone();
  const { draftId } = useActiveDraft();
  const drafts = useDeskSlice('drafts');
  const formOpen = drafts.some((draft) => draft.id === draftId && draft.callId === call.callId);
  const ringing = call.state === 'ringing';
  return (
    <>
      <div className="call-head">
        <output className="call-state">
          <span aria-hidden="true" className="shape">
            {shapes[call.state]}
          </span>{' '}
          {t(`phone.${call.state}`)}
        </output>
        <CallTime call={call} />
      </div>
      <p className="call-number">{call.ani === '' ? t('phone.withheld') : groupPhone(call.ani)}</p>
      <p className="call-detail">{[call.displayName, t(`phone.trust.${call.aniTrust}`)].filter(Boolean).join(' · ')}</p>
      <div className="call-buttons">
        {ringing && (
          <KeyButton type="primary" action="answer" onClick={phone.answer}>
            {t('phone.answer')}
          </KeyButton>
        )}
        {!ringing && !formOpen && call.direction === 'in' && (
          <KeyButton type="primary" action="answer" onClick={phone.answer}>
            {t('phone.openForm')}
          </KeyButton>
        )}
        {(call.state === 'active' || call.state === 'held') && (
          <KeyButton action="hold" onClick={phone.hold}>
            {t(call.state === 'held' ? 'phone.resume' : 'phone.hold')}
          </KeyButton>
        )}
        <KeyButton action="hangup" onClick={phone.hangup}>
          {t(ringing ? 'phone.reject' : 'phone.hangup')}
        </KeyButton>
      </div>
    </>
  );
}

function CallTime({ call }: { call: Call }): ReactNode {
  const { t } = useWords();
  const now = useNow();
  return call.answeredAt === null ? (
    <span className="tabular">{t('phone.rang', { duration: duration(now - call.startedAt) })}</span>
  ) : (
    <span className="tabular">{t('phone.duration', { duration: duration(now - call.answeredAt) })}</span>
  );
}

/** The exchange's own word for the end of a call is not an operator's word. */
function causeWords(cause: string): WordKey {
  if (cause === 'normalClearing') return 'phone.cause.normalClearing';
  return cause === 'noAnswer' ? 'phone.cause.noAnswer' : 'phone.cause.other';
}

function NoCall({ ended }: { ended: Call | null }): ReactNode {
  const { t } = useWords();
  const phone = usePhone();
  // Nobody is offered anything after a call until they say that they are ready: it stands where the call stood.
  const own = useOwnState();
  const { counterpart, phone: adapter } = useDeskSlice('session');
  return (
    <>
      <div className="call-head">
        {own.aside ? (
          <strong className="call-aside">
            {t('state.own', { state: t(`state.${own.value}`) })} <StateAge since={own.since} />
          </strong>
        ) : (
          <span className="call-state">{ended ? t('phone.ended') : t('phone.none')}</span>
        )}
        {own.aside ? (
          <span className="hint">{t('state.nothingComes')}</span>
        ) : (
          adapter === 'simulator' && <span className="hint">{t('top.training')}</span>
        )}
      </div>
      <p className="call-detail call-idle">
        {ended
          ? [groupPhone(ended.direction === 'out' ? ended.dnis : ended.ani), t(causeWords(ended.cause))]
              .filter(Boolean)
              .join(' · ')
          : t('phone.none.text')}
      </p>
      <div className="call-buttons">
        {own.aside && (
          <KeyButton type="primary" action="ready" onClick={() => void own.choose('idle')}>
            {t('state.ready')}
          </KeyButton>
        )}
        {counterpart && (
          <Button onClick={() => void phone.dial(counterpart.phone)}>
            {t('phone.dialCounterpart', { centre: counterpart.kind })}
          </Button>
        )}
      </div>
      {adapter === 'simulator' && <SimulateCall onRing={phone.simulate} />}
    </>
  );
}
