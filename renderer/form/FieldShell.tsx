import type { ReactNode } from 'react';
import type { CaseField } from '../../shared/entities/case.ts';
import { useWords } from '../words/words.tsx';
import { fieldId } from './draft-field.ts';
import type { FieldView } from './draft-field.ts';
import type { DraftStore } from './draft-store.ts';
import { HeldWords } from './HeldWords.tsx';
import { TwoValues } from './TwoValues.tsx';

type FieldShellProps<F extends CaseField> = {
  readonly store: DraftStore;
  readonly field: F;
  readonly view: FieldView<F>;
  readonly label?: string;
  readonly className?: string;
  /** Behind the label, before the field's own marks. */
  readonly mark?: ReactNode;
  /** A quiet word at the end of the label's line. */
  readonly aside?: ReactNode;
  /** Advice and news stand whole below the control, which gives them its room; the quiet word stays. */
  readonly roomBelow?: boolean;
  /** Words for a refused entry, when the general ones do not fit. */
  readonly refusedWords?: string;
  readonly children: ReactNode;
};

/** Label, marks and advice stand in one line above the control: room is always kept, so nothing jumps while one types. */
export function FieldShell<F extends CaseField>(props: FieldShellProps<F>): ReactNode {
  const { store, field, view, className = '', aside, roomBelow = false } = props;
  const { t } = useWords();
  const label = props.label ?? t(`field.${field}`);
  // An empty field is no mistake yet; only its word says that it is wanted.
  const wanted = view.problem === 'required' && !view.refused;
  const problem = view.problem === null || wanted ? null : t(`form.problem.${view.problem}`);
  const advice = view.refused ? (props.refusedWords ?? t('form.refused')) : problem;
  const news = (
    <>
      {view.held !== undefined && <HeldWords field={field} held={view.held} />}
      {advice !== null && (
        <span className="intake-advice" title={advice}>
          <span aria-hidden="true">▲ </span>
          {advice}
        </span>
      )}
    </>
  );
  const quiet = advice === null && view.held === undefined;
  return (
    <div
      className={`intake-field ${className}`}
      data-fresh={view.fresh || undefined}
      data-advice={advice !== null || undefined}
    >
      <div className="intake-label-line">
        <label id={`${fieldId(field)}-label`} htmlFor={fieldId(field)}>
          {label}
        </label>
        {props.mark}
        {view.fresh && (
          <span className="intake-fresh" title={t('form.freshHint')}>
            {t('form.fresh')}
          </span>
        )}
        <TwoValues store={store} field={field} view={view} />
        {!roomBelow && news}
        {(quiet || roomBelow) && <span className="intake-aside">{wanted ? t('form.problem.required') : aside}</span>}
        <span id={`${fieldId(field)}-advice`} className="intake-spoken" role={view.refused ? 'alert' : undefined}>
          {[view.fresh ? t('form.freshHint') : '', advice ?? ''].join(' ').trim()}
        </span>
      </div>
      {props.children}
      {roomBelow && !quiet && <div className="intake-below">{news}</div>}
    </div>
  );
}

/** What every control tells a screen reader about its marks. */
export function describedBy(
  field: CaseField,
  view: FieldView<CaseField>,
): { 'aria-describedby': string; 'aria-invalid': boolean } {
  return {
    'aria-describedby': `${fieldId(field)}-advice`,
    'aria-invalid': view.refused || !(view.problem === null || view.problem === 'required'),
  };
}
