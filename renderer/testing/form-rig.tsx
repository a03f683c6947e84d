import { render, screen } from '@testing-library/react';
import type { RenderResult } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { UserEvent } from '@testing-library/user-event';
import { App } from 'antd';
import type { ReactNode } from 'react';
import type { Desk } from '../../shared/contract/desk.ts';
import { success } from '../../shared/contract/errors.ts';
import { emptyCaseFields } from '../../shared/entities/case.ts';
import type { CaseFields } from '../../shared/entities/case.ts';
import { suggest } from '../../shared/routing/suggest.ts';
import type { CentreKind } from '../../shared/routing/types.ts';
import { createFakeSeatBridge } from '../../test/fakes/fake-seat-bridge.ts';
import type { FakeAnswers, FakeSeatBridge } from '../../test/fakes/fake-seat-bridge.ts';
import { centre110, sampleDesk, sampleDraft, sampleId, sampleNow } from '../../test/fakes/sample-desk.ts';
import { ActiveDraftProvider } from '../desk/active-draft.tsx';
import { LayersProvider } from '../desk/layers.tsx';
import { KeysProvider } from '../keys/keys.tsx';
import { TellProvider } from '../notice/tell.tsx';
import { SeatProvider, useDeskState } from '../seat/hooks.tsx';
import { createSeatClient } from '../seat/seat-client.ts';
import type { SeatClient } from '../seat/seat-client.ts';
import { WordsProvider } from '../words/words.tsx';
import type { Locale } from '../words/words.tsx';

export const draftId = sampleId(901);

type FormRig = RenderResult & {
  readonly seat: FakeSeatBridge;
  readonly client: SeatClient;
  readonly user: UserEvent;
  /** What the seat has on its disk. */
  readonly stored: () => CaseFields;
};

type RigOptions = {
  readonly side?: CentreKind;
  readonly caseId?: string;
  readonly fields?: Partial<CaseFields>;
  readonly answers?: FakeAnswers;
  readonly desk?: Partial<Desk>;
  readonly locale?: Locale;
};

/** Parts of the desk over a fake seat that stores drafts and suggests with the real rules. */
export async function mountForm(parts: ReactNode, options: RigOptions = {}): Promise<FormRig> {
  const { side = '12345', caseId = null } = options;
  let fields: CaseFields = { ...emptyCaseFields, ...options.fields };
  const { session } = sampleDesk();
  const here = side === '110' ? { ...session, centre: centre110, counterpart: session.centre } : session;
  const seat = createFakeSeatBridge(
    { session: here, ...options.desk },
    {
      'draft.get': () => success({ draft: sampleDraft(1, { id: draftId, fields, caseId }) }),
      'draft.save': ({ fields: patch }) => {
        fields = { ...fields, ...patch };
        const suggestion = suggest(fields.narrative, { side, dangerNow: fields.dangerNow });
        return success({ savedAt: sampleNow, suggestion, problems: [] });
      },
      ...options.answers,
    },
  );
  const client = createSeatClient(seat);
  const result = render(
    <SeatProvider client={client}>
      <App>
        <WordsProvider locale={options.locale ?? 'zh'}>
          <KeysProvider>
            <TellProvider>
              <OnceKnown>{parts}</OnceKnown>
            </TellProvider>
          </KeysProvider>
        </WordsProvider>
      </App>
    </SeatProvider>,
  );
  const user = userEvent.setup();
  await screen.findByTestId('desk');
  return { ...result, seat, client, user, stored: () => fields };
}

function OnceKnown({ children }: { children: ReactNode }): ReactNode {
  const { desk } = useDeskState();
  if (desk === null) return null;
  return (
    <ActiveDraftProvider>
      <LayersProvider>
        <div data-testid="desk">{children}</div>
      </LayersProvider>
    </ActiveDraftProvider>
  );
}
