import { Button, Input } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { matterSideSchema, type Matter } from '../../shared/matter-list/matter-list.ts';
import { clauseSchema, routes } from '../../shared/routing/types.ts';
import { Choice } from '../parts/Choice.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { useKept } from '../parts/use-kept.ts';
import { useWords } from '../words/words.tsx';
import { cueFaults, faultsOf, keptTexts, matterOf, newTexts, textsOf, type MatterTexts } from './matter-form.ts';

type EditorProps = {
  /** null: a new one. */
  matter: Matter | null;
  id: string;
  readOnly: boolean;
  onSave: (matter: Matter) => Promise<boolean>;
  onRemove: (() => void) | null;
  onClose: () => void;
};

/** One matter: wording, route, clause, department, cues, validity. Closing it keeps what was typed. */
export function MatterEditor({ matter, id, readOnly, onSave, onRemove, onClose }: EditorProps): ReactNode {
  const { t } = useWords();
  const before = matter ? textsOf(matter) : newTexts(id);
  const [kept, keep] = useKept(`matter.${matter?.id ?? 'new'}`);
  const texts = { ...(keptTexts(kept) ?? before), id: before.id };
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const faults = faultsOf(texts);

  function change(part: Partial<MatterTexts>): void {
    if (!readOnly) keep(JSON.stringify({ ...texts, ...part }));
  }

  async function submit(): Promise<void> {
    setAsked(true);
    const made = matterOf(texts);
    if (made === null) return;
    setBusy(true);
    const saved = await onSave(made);
    setBusy(false);
    if (!saved) return;
    keep('');
    onClose();
  }

  return (
    <Dialog
      title={t(readOnly ? 'list.form.view' : matter ? 'list.form.title' : 'list.form.new')}
      onClose={onClose}
      {...(readOnly ? {} : { onSubmit: () => void submit(), submitText: t('list.form.save') })}
      busy={busy}
      wide
    >
      <fieldset className="matter-form" disabled={readOnly}>
        <Line label={t('list.form.zh')} fault={asked ? faults.get('zh') : undefined}>
          <Input
            autoFocus={!readOnly}
            maxLength={60}
            value={texts.zh}
            onChange={(event) => change({ zh: event.target.value })}
          />
        </Line>
        <Line label={t('list.form.en')} fault={asked ? faults.get('en') : undefined}>
          <Input maxLength={120} value={texts.en} onChange={(event) => change({ en: event.target.value })} />
        </Line>
        <Choices texts={texts} change={change} />
        <Line label={t('list.department')} fault={asked ? faults.get('department') : undefined}>
          <Input
            maxLength={80}
            value={texts.department}
            onChange={(event) => change({ department: event.target.value })}
          />
        </Line>
        <Cues texts={texts} change={change} />
        <div className="matter-days">
          <Line label={t('list.form.validFrom')} fault={faults.get('validFrom')}>
            <Input
              type="date"
              value={texts.validFrom}
              onChange={(event) => change({ validFrom: event.target.value })}
            />
          </Line>
          <Line label={t('list.form.validUntil')} fault={faults.get('validUntil')}>
            <Input
              type="date"
              value={texts.validUntil}
              onChange={(event) => change({ validUntil: event.target.value })}
            />
          </Line>
        </div>
        {asked && faults.size > 0 && (
          <p className="is-clock" role="alert">
            {t('list.form.faulty')}
          </p>
        )}
        {onRemove && !readOnly && (
          <Button size="small" onClick={onRemove}>
            {t('list.form.remove')}
          </Button>
        )}
      </fieldset>
    </Dialog>
  );
}

type PartProps = { texts: MatterTexts; change: (part: Partial<MatterTexts>) => void };
type Fault = ReturnType<typeof faultsOf> extends ReadonlyMap<unknown, infer P> ? P : never;

function Line({ label, fault, children }: { label: string; fault: Fault | undefined; children: ReactNode }): ReactNode {
  const { t } = useWords();
  return (
    <label className="dialog-field">
      {label}
      {children}
      {fault !== undefined && <span className="is-clock">{t(`list.fault.${fault}`)}</span>}
    </label>
  );
}

function Choices({ texts, change }: PartProps): ReactNode {
  const { t } = useWords();
  return (
    <div className="matter-choices">
      <label className="dialog-field">
        {t('list.side')}
        <Choice
          label={t('list.side')}
          value={texts.side}
          options={matterSideSchema.options.map((value) => ({ value, label: t(`list.side.${value}`) }))}
          onChange={(side) => change({ side })}
        />
      </label>
      <label className="dialog-field">
        {t('list.route')}
        <Choice
          label={t('list.route')}
          value={texts.route}
          options={routes.map((value) => ({ value, label: t(`route.${value}`) }))}
          onChange={(route) => change({ route })}
        />
      </label>
      <label className="dialog-field">
        {t('list.clause')}
        <Choice
          label={t('list.clause')}
          value={texts.clause}
          options={clauseSchema.options.map((value) => ({ value, label: `${value} ${t(`clause.${value}`)}` }))}
          onChange={(clause) => change({ clause })}
        />
      </label>
    </div>
  );
}

/** Checked while they are typed: a cue that cannot be found helps no caller. */
function Cues({ texts, change }: PartProps): ReactNode {
  const { t } = useWords();
  const faults = cueFaults(texts.cues);
  return (
    <>
      <label className="dialog-field">
        {t('list.form.cues')}
        <Input.TextArea
          rows={6}
          value={texts.cues}
          aria-invalid={faults.length > 0}
          status={faults.length > 0 ? 'warning' : ''}
          onChange={(event) => change({ cues: event.target.value })}
        />
      </label>
      <p className="hint">{t('list.form.cues.help', { without: '&!' })}</p>
      <ul className="is-clock" aria-live="polite">
        {faults.slice(0, 5).map(({ line, fault }) => (
          <li key={line}>{t('list.form.line', { line, fault: t(`list.cue.${fault}`) })}</li>
        ))}
      </ul>
    </>
  );
}
