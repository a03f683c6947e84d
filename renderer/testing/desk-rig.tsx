import { render, screen } from '@testing-library/react';
import type { RenderResult } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { UserEvent } from '@testing-library/user-event';
import { App, ConfigProvider } from 'antd';
import type { ReactNode } from 'react';
import type { Desk } from '../../shared/contract/desk.ts';
import { createFakeSeatBridge } from '../../test/fakes/fake-seat-bridge.ts';
import type { FakeAnswers, FakeSeatBridge } from '../../test/fakes/fake-seat-bridge.ts';
import { ActiveDraftProvider } from '../desk/active-draft.tsx';
import { LayersProvider } from '../desk/layers.tsx';
import { OpenLayers } from '../desk/OpenLayers.tsx';
import { KeysProvider } from '../keys/keys.tsx';
import { Notices } from '../notice/Notices.tsx';
import { TellProvider } from '../notice/tell.tsx';
import { PreferencesProvider } from '../seat/preferences.tsx';
import { SeatProvider, useDeskState } from '../seat/hooks.tsx';
import { createSeatClient } from '../seat/seat-client.ts';

type DeskRig = RenderResult & { readonly seat: FakeSeatBridge; readonly user: UserEvent };

/** Parts of the desk, with its layers, over a fake seat. */
export async function mountDesk(
  parts: ReactNode,
  desk: Partial<Desk> = {},
  answers: FakeAnswers = {},
): Promise<DeskRig> {
  const seat = createFakeSeatBridge(desk, answers);
  const client = createSeatClient(seat);
  const user = userEvent.setup();
  const result = render(
    <SeatProvider client={client}>
      <PreferencesProvider>
        <ConfigProvider button={{ autoInsertSpace: false }}>
          <App>
            <KeysProvider>
              <TellProvider>
                <WhenKnown>
                  {parts}
                  <OpenLayers />
                  <Notices />
                </WhenKnown>
              </TellProvider>
            </KeysProvider>
          </App>
        </ConfigProvider>
      </PreferencesProvider>
    </SeatProvider>,
  );
  await screen.findByTestId('desk');
  return { ...result, seat, user };
}

function WhenKnown({ children }: { children: ReactNode }): ReactNode {
  const { desk } = useDeskState();
  if (desk === null) return null;
  return (
    <LayersProvider>
      <ActiveDraftProvider>
        <div data-testid="desk">{children}</div>
      </ActiveDraftProvider>
    </LayersProvider>
  );
}
