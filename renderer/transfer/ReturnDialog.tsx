import { Input, Radio } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { TransferCard } from '../../shared/contract/desk.ts';
import { returnReasonSchema } from '../../shared/entities/transfer.ts';
import type { ReturnReason } from '../../shared/entities/transfer.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { useKept } from '../parts/use-kept.ts';
import { useWords } from '../words/words.tsx';
import { useCentreName } from './use-centre-name.ts';
import { useTransferActions } from './use-transfer-actions.ts';

/** `settledWithSender` is the outcome of a negotiation, not something to choose. */
const reasons: readonly ReturnReason[] = returnReasonSchema.options.filter((each) => each !== 'settledWithSender');

export function ReturnDialog({ card, onClose }: { card: TransferCard; onClose: () => void }): ReactNode {
  const { t } = useWords();
  const { giveBack } = useTransferActions();
  const centreName = useCentreName();
  const [reason, setReason] = useState<ReturnReason>('notOurs');
  const [item, setItem] = useKept(`return.${card.transfer.id}.item`);
  const [text, setText] = useKept(`return.${card.transfer.id}.text`);
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState(false);
  const missing = reason === 'other' && text.trim() === '';

  async function submit(): Promise<void> {
    setAsked(true);
    if (missing) return;
    setBusy(true);
    const ok = await giveBack({ transferId: card.transfer.id, reason, item: item.trim(), text: text.trim() });
    setBusy(false);
    // What was typed stays when it did not work.
    if (!ok) return;
    setItem('');
    setText('');
    onClose();
  }

  return (
    <Dialog
      title={t('return.title')}
      onClose={onClose}
      onSubmit={() => void submit()}
      submitText={t('return.submit')}
      busy={busy}
    >
      <p className="hint">{t('return.warn', { centre: centreName(card.transfer.fromCentreId) })}</p>
      <fieldset className="dialog-field">
        <legend>{t('return.reason')}</legend>
        <Radio.Group
          className="reason-list"
          value={reason}
          onChange={(event) => setReason(returnReasonSchema.parse(event.target.value))}
        >
          {reasons.map((value, index) => (
            <Radio key={value} value={value} autoFocus={index === 0}>
              {t(`returnReason.${value}`)}
            </Radio>
          ))}
        </Radio.Group>
      </fieldset>
      <label className="dialog-field">
        {t('return.item')}
        <Input maxLength={64} value={item} onChange={(event) => setItem(event.target.value)} />
      </label>
      <label className="dialog-field">
        {reason === 'other' ? t('return.text.required') : t('return.text')}
        <Input.TextArea
          rows={2}
          maxLength={2_000}
          value={text}
          onChange={(event) => setText(event.target.value)}
          status={asked && missing ? 'warning' : ''}
          aria-invalid={asked && missing}
        />
      </label>
      {asked && missing && (
        <p className="is-clock" role="alert">
          {t('return.text.missing')}
        </p>
      )}
    </Dialog>
  );
}
