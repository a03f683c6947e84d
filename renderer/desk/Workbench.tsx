import { Button, ConfigProvider } from 'antd';
import { Suspense, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { ActionBar } from '../form/ActionBar.tsx';
import { Notices } from '../notice/Notices.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import { later } from '../parts/later.ts';
import { useAfterPaint } from '../parts/use-after-paint.ts';
import { CallPanel } from '../phone/CallPanel.tsx';
import { usePreferences } from '../seat/preferences.tsx';
import { Sounds } from '../sound/Sounds.tsx';
import { useLook } from '../style/look.ts';
import { formThemeOf } from '../style/theme.ts';
import { NotDeliveredBand } from '../transfer/NotDeliveredBand.tsx';
import { OfferCard } from '../waiting/OfferCard.tsx';
import { OfferStrip } from '../waiting/OfferStrip.tsx';
import { WaitingList } from '../waiting/WaitingList.tsx';
import { useWords } from '../words/words.tsx';
import { useActiveDraft } from './active-draft.tsx';
import { LinkBand } from './LinkBand.tsx';
import { OpenLayers } from './OpenLayers.tsx';
import { StateHint } from './StateHint.tsx';
import { TopBar } from './TopBar.tsx';

const IntakeForm = later(async () => (await import('../form/IntakeForm.tsx')).IntakeForm);
const SuggestionPanel = later(async () => (await import('../suggestion/SuggestionPanel.tsx')).SuggestionPanel);

/**
 * Phone, form, suggestion and transfers together. The columns keep their widths and their upper edges whatever happens: what
 * comes up comes up below (bands) or over a column that nobody types in.
 */
export function Workbench(): ReactNode {
  const { t } = useWords();
  const { draftId, setTouched } = useActiveDraft();
  const formKey = useFormKey(draftId);
  // Nobody rings in the first frame: the form is made ready behind the painted desk.
  const ready = useAfterPaint();
  const { scale } = useLook(usePreferences().values);
  const formTheme = useMemo(() => formThemeOf(scale), [scale]);

  return (
    <div className="workbench">
      <TopBar />
      <main className="desk-columns">
        <aside className="desk-left" aria-label={t('desk.left')}>
          <CallPanel />
          <WaitingList />
        </aside>
        <div className="desk-middle">
          {draftId !== null && <OfferStrip />}
          <section
            className="desk-form"
            aria-label={t('desk.form')}
            onInput={() => draftId !== null && setTouched(draftId, true)}
          >
            {draftId === null && <OfferCard />}
            {/* The theme of the form stands whether or not one is open: its styles would be made anew while a call rings. */}
            <ConfigProvider theme={formTheme}>
              {draftId === null && <NoForm />}
              <Suspense>{(ready || draftId !== null) && <IntakeForm key={formKey} draftId={draftId} />}</Suspense>
            </ConfigProvider>
          </section>
        </div>
        <aside className="desk-right" aria-label={t('desk.right')}>
          {draftId === null ? (
            <EmptyState title={t('desk.noSuggestion')} text={t('desk.noSuggestion.text')} />
          ) : (
            <Suspense>
              <SuggestionPanel key={draftId} draftId={draftId} />
            </Suspense>
          )}
        </aside>
        <OpenLayers />
      </main>
      <div className="desk-foot">
        <StateHint />
        <LinkBand />
        <NotDeliveredBand />
        <section className="desk-actions" aria-label={t('desk.actions')}>
          {draftId !== null && <ActionBar key={draftId} draftId={draftId} />}
        </section>
      </div>
      <Notices />
      <Sounds />
    </div>
  );
}

/**
 * The same form serves the next call after it was put away, when nothing could be under a hand or an input method any more. From one
 * open form to another it is made anew: what is composed for one caller must not end in the words of the next.
 */
function useFormKey(draftId: string | null): number {
  const [last, setLast] = useState({ draftId, key: 0 });
  if (last.draftId !== draftId) {
    const changed = last.draftId !== null && draftId !== null;
    setLast({ draftId, key: changed ? last.key + 1 : last.key });
  }
  return last.key;
}

function NoForm(): ReactNode {
  const { t } = useWords();
  const { open } = useActiveDraft();
  return (
    <EmptyState title={t('desk.noForm')} text={t('desk.noForm.text')}>
      <Button onClick={() => void open({ callId: null, caseId: null })}>{t('desk.newForm')}</Button>
    </EmptyState>
  );
}
