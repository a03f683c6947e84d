import { Input, Radio } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useServerNow } from '../format/use-now.ts';
import { useTell } from '../notice/tell.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { useKept } from '../parts/use-kept.ts';
import { useDeskSlice, useSeat } from '../seat/hooks.tsx';
import { useCentreName } from '../transfer/use-centre-name.ts';
import { useWords } from '../words/words.tsx';

const HOUR_MS = 3_600_000;
/** 0: until a lead ends it. */
const hourChoices = [2, 4, 8, 0] as const;

/** A dedicated transfer seat (T3i): whom it serves, in which room it sits, why, until when. Offers follow at once. */
export function DedicateDialog({ seatId, onClose }: { seatId: string; onClose: () => void }): ReactNode {
  const { t } = useWords();
  const seat = useSeat();
  const tell = useTell();
  const now = useServerNow();
  const centreName = useCentreName();
  const { centre, counterpart } = useDeskSlice('session');
  const current = useDeskSlice('board')?.find((each) => each.seatId === seatId)?.dedicated ?? null;
  const other = counterpart?.id ?? centre.counterpartId;
  // Whom it serves hands cases over, so that is never the own centre; what a lead has set before stays to be chosen.
  const served = [...new Set([other, current?.servesCentreId ?? other])];
  const [servesId, setServesId] = useState(current?.servesCentreId ?? other);
  const [locatedAt, setLocatedAt] = useState(current?.locatedAtCentreId ?? centre.id);
  const [reason, setReason] = useKept(`dedicate.${seatId}`, current?.reason ?? '');
  const [hours, setHours] = useState<number>(4);
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const missing = reason.trim() === '';

  async function submit(): Promise<void> {
    setAsked(true);
    if (missing) return;
    setBusy(true);
    const expiresAt = hours === 0 ? null : now + hours * HOUR_MS;
    const dedicated = { servesCentreId: servesId, locatedAtCentreId: locatedAt, reason: reason.trim(), expiresAt };
    const result = await seat.call('lead.dedicate', { seatId, dedicated });
    setBusy(false);
    if (!result.ok) return tell.failure(result.error);
    setReason('');
    onClose();
  }

  const places = [centre, ...(counterpart ? [counterpart] : [])].map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Dialog
      title={t('lead.form.title', { seat: seatId })}
      onClose={onClose}
      onSubmit={() => void submit()}
      submitText={t('lead.form.submit')}
      busy={busy}
    >
      <fieldset className="dialog-field">
        <legend>{t('lead.form.serves')}</legend>
        {served.length === 1 ? (
          <p>
            <strong>{centreName(servesId)}</strong> <span className="hint">{t('lead.form.serves.one')}</span>
          </p>
        ) : (
          <Radio.Group
            name="serves"
            value={servesId}
            options={served.map((id) => ({ value: id, label: centreName(id) }))}
            onChange={(event) => setServesId(String(event.target.value))}
          />
        )}
      </fieldset>
      <fieldset className="dialog-field">
        <legend>{t('lead.form.at')}</legend>
        <Radio.Group
          name="locatedAt"
          value={locatedAt}
          options={places}
          onChange={(event) => setLocatedAt(String(event.target.value))}
        />
      </fieldset>
      <label className="dialog-field">
        {t('lead.form.reason')}
        <Input
          autoFocus
          maxLength={200}
          value={reason}
          status={asked && missing ? 'warning' : ''}
          aria-invalid={asked && missing}
          onChange={(event) => setReason(event.target.value)}
          onPressEnter={(event) => !event.nativeEvent.isComposing && void submit()}
        />
      </label>
      {asked && missing && (
        <p className="is-clock" role="alert">
          {t('lead.form.reason.missing')}
        </p>
      )}
      <fieldset className="dialog-field">
        <legend>{t('lead.form.expiry')}</legend>
        <Radio.Group
          name="expiry"
          value={hours}
          onChange={(event) => setHours(Number(event.target.value))}
          options={hourChoices.map((value) => ({
            value,
            label: value === 0 ? t('lead.form.expiry.none') : t('lead.form.expiry.hours', { n: value }),
          }))}
        />
      </fieldset>
    </Dialog>
  );
}
