import { Suspense } from 'react';
import type { ReactNode } from 'react';
import { BacklogPanel } from '../backlog/BacklogPanel.tsx';
import { CasePanel } from '../case/CasePanel.tsx';
import { DedicateDialog } from '../lead/DedicateDialog.tsx';
import { LeadBoard } from '../lead/LeadBoard.tsx';
import { later } from '../parts/later.ts';
import { Palette } from '../search/Palette.tsx';
import { SearchDialog } from '../search/SearchDialog.tsx';
import { useDeskSlice } from '../seat/hooks.tsx';
import { ReturnDialog } from '../transfer/ReturnDialog.tsx';
import { SettleDialog } from '../transfer/SettleDialog.tsx';
import { UnsentPanel } from '../unsent/UnsentPanel.tsx';
import { useLayers } from './layers.tsx';
import type { Dialog } from './layers.tsx';

const MatterListPage = later(async () => (await import('../matter-list/MatterListPage.tsx')).MatterListPage);
const ReviewPage = later(async () => (await import('../review/ReviewPage.tsx')).ReviewPage);

export function OpenLayers(): ReactNode {
  const { panel, dialog, closePanel, closeDialog } = useLayers();
  return (
    <>
      {panel?.kind === 'case' && <CasePanel key={panel.caseId} caseId={panel.caseId} onClose={closePanel} />}
      {panel?.kind === 'backlog' && <BacklogPanel onClose={closePanel} />}
      {panel?.kind === 'unsent' && <UnsentPanel onClose={closePanel} />}
      {panel?.kind === 'board' && <LeadBoard onClose={closePanel} />}
      <Suspense>
        {panel?.kind === 'matterList' && <MatterListPage onClose={closePanel} />}
        {panel?.kind === 'review' && <ReviewPage onClose={closePanel} />}
      </Suspense>
      {dialog !== null && <OpenDialog dialog={dialog} onClose={closeDialog} />}
    </>
  );
}

function OpenDialog({ dialog, onClose }: { dialog: Dialog; onClose: () => void }): ReactNode {
  const transfers = useDeskSlice('transfers');
  switch (dialog.kind) {
    case 'palette':
      return <Palette onClose={onClose} />;
    case 'search':
      return <SearchDialog onClose={onClose} />;
    case 'dedicate':
      return <DedicateDialog seatId={dialog.seatId} onClose={onClose} />;
    default: {
      const card = transfers.find((each) => each.transfer.id === dialog.transferId);
      if (card === undefined) return null;
      return dialog.kind === 'return' ? (
        <ReturnDialog card={card} onClose={onClose} />
      ) : (
        <SettleDialog card={card} onClose={onClose} />
      );
    }
  }
}
