import { Input, Radio } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { TransferCard } from '../../shared/contract/desk.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { useKept } from '../parts/use-kept.ts';
import { useWords } from '../words/words.tsx';
import { useCentreName } from './use-centre-name.ts';
import { useTransferActions } from './use-transfer-actions.ts';

/** T3c: unclear duty is settled between the two sides; undecided in time, the first receiver handles it. */
export function SettleDialog({ card, onClose }: { card: TransferCard; onClose: () => void }): ReactNode {
  const { t } = useWords();
  const { settle } = useTransferActions();
  const centreName = useCentreName();
  const { transfer } = card;
  const [owner, setOwner] = useState<'sender' | 'receiver'>('receiver');
  const [text, setText] = useKept(`settle.${transfer.id}`);
  const [busy, setBusy] = useState(false);

  async function submit(): Promise<void> {
    setBusy(true);
    const ok = await settle({ transferId: transfer.id, owner, text: text.trim() });
    setBusy(false);
    if (!ok) return;
    setText('');
    onClose();
  }

  return (
    <Dialog
      title={t('settle.title')}
      onClose={onClose}
      onSubmit={() => void submit()}
      submitText={t('settle.submit')}
      busy={busy}
    >
      <p className="hint">{t('settle.limit', { centre: centreName(transfer.fromCentreId) })}</p>
      <Radio.Group
        name="settleOwner"
        className="reason-list"
        value={owner}
        onChange={(event) => setOwner(event.target.value === 'sender' ? 'sender' : 'receiver')}
      >
        <Radio autoFocus value="receiver">
          {t('settle.receiver', { centre: centreName(transfer.toCentreId) })}
        </Radio>
        <Radio value="sender">{t('settle.sender', { centre: centreName(transfer.fromCentreId) })}</Radio>
      </Radio.Group>
      <label className="dialog-field">
        {t('settle.text')}
        <Input.TextArea rows={2} maxLength={2_000} value={text} onChange={(event) => setText(event.target.value)} />
      </label>
    </Dialog>
  );
}
