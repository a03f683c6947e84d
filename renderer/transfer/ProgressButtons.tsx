import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { Transfer, TransferStatus } from '../../shared/entities/transfer.ts';
import { useWords } from '../words/words.tsx';
import { useTransferActions } from './use-transfer-actions.ts';

type Step = 'working' | 'resolved' | 'closed';

/** The next step only: 办理中 → 已处置 → 办结. */
const nextStep: Partial<Readonly<Record<TransferStatus, Step>>> = {
  accepted: 'working',
  working: 'resolved',
  resolved: 'closed',
};

export function ProgressButtons({ transfer, text = '' }: { transfer: Transfer; text?: string }): ReactNode {
  const { t } = useWords();
  const { progress } = useTransferActions();
  const to = nextStep[transfer.status];
  if (to === undefined) return null;
  return (
    <Button size="small" onClick={() => void progress({ transferId: transfer.id, to, text: text.trim() })}>
      {t(`progress.${to}`)}
    </Button>
  );
}
