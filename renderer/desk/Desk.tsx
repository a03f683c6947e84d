import { Button, Spin } from 'antd';
import type { ReactNode } from 'react';
import { FailureText } from '../parts/FailureText.tsx';
import { useDeskState, useHost, useSeat } from '../seat/hooks.tsx';
import { SignIn } from '../session/SignIn.tsx';
import { MatterNamesProvider } from '../suggestion/matter-names.tsx';
import { useWords } from '../words/words.tsx';
import { ActiveDraftProvider } from './active-draft.tsx';
import { LayersProvider } from './layers.tsx';
import { Workbench } from './Workbench.tsx';

/** Nothing known yet, nobody signed in, or the workbench. */
export function Desk(): ReactNode {
  const { desk, failure } = useDeskState();
  const host = useHost();
  if (desk === null)
    return failure === null && host.up ? (
      <Loading />
    ) : (
      <Failed code={host.failure?.code ?? failure?.code ?? 'seatDown'} />
    );
  if (desk.session.operator === null) return <SignIn />;
  return (
    <LayersProvider>
      <ActiveDraftProvider>
        <MatterNamesProvider>
          <Workbench />
        </MatterNamesProvider>
      </ActiveDraftProvider>
    </LayersProvider>
  );
}

function Loading(): ReactNode {
  const { t } = useWords();
  return (
    <main className="whole-page" aria-busy="true">
      <Spin />
      <h1>{t('shell.loading')}</h1>
      <p>{t('shell.loading.text')}</p>
    </main>
  );
}

function Failed({ code }: { code: Parameters<typeof FailureText>[0]['code'] }): ReactNode {
  const { t } = useWords();
  const seat = useSeat();
  return (
    <main className="whole-page">
      <h1>{t('shell.failed')}</h1>
      <FailureText code={code} />
      <Button type="primary" onClick={() => void seat.refreshDesk()}>
        {t('shell.retry')}
      </Button>
    </main>
  );
}
