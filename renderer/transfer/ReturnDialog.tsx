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

function missingText(reason: ReturnReason): 'return.text.missing' | 'return.danger.missing' {
  return reason === 'other' ? 'return.text.missing' : 'return.danger.missing';
}

export function ReturnDialog({ card, onClose }: { card: TransferCard; onClose: () => void }): ReactNode {
  const { t } = useWords();
  const { giveBack } = useTransferActions();
  const centreName = useCentreName();
  const { danger } = card.transfer;
  // Where a life is in danger nothing is given back by a habit of the hand: the reason is chosen and written.
  const [reason, setReason] = useState<ReturnReason | null>(danger ? null : 'notOurs');
  const [item, setItem] = useKept(`return.${card.transfer.id}.item`);
  const [text, setText] = useKept(`return.${card.transfer.id}.text`);
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState(false);
  const wanted = danger || reason === 'other';
  const textMissing = wanted && text.trim() === '';
  const missing = reason === null ? 'return.reason.missing' : textMissing ? missingText(reason) : null;

  async function submit(): Promise<void> {
    setAsked(true);
    if (reason === null || missing !== null) return;
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
          name="returnReason"
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
        {wanted ? t('return.text.required') : t('return.text')}
        <Input.TextArea
          rows={2}
          maxLength={2_000}
          value={text}
          onChange={(event) => setText(event.target.value)}
          status={asked && textMissing ? 'warning' : ''}
          aria-invalid={asked && textMissing}
        />
      </label>
      {asked && missing !== null && (
        <p className="is-clock" role="alert">
          {t(missing)}
        </p>
      )}
    </Dialog>
  );
}
