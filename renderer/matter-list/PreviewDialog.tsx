import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { PreviewChange } from '../../shared/contract/list-calls.ts';
import type { Matter } from '../../shared/matter-list/matter-list.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import { FailureText } from '../parts/FailureText.tsx';
import { useWords } from '../words/words.tsx';
import { usePreview, type Preview } from './use-preview.ts';

/** More rows than anybody reads through; the counts are of all. */
const ROWS = 200;

type PreviewProps = { matters: readonly Matter[]; onOpenCase: (caseId: string) => void; onClose: () => void };

/** “These recorded cases would change route”: before anything is published. */
export function PreviewDialog({ matters, onOpenCase, onClose }: PreviewProps): ReactNode {
  const { t, locale } = useWords();
  const preview = usePreview();
  const nameOf = (id: string | null): string => matters.find((matter) => matter.id === id)?.[locale] ?? id ?? '';
  const byMatter = [...Map.groupBy(preview.changes, ({ matter }) => matter)].sort(
    ([, one], [, other]) => other.length - one.length,
  );
  return (
    <Dialog title={t('list.preview.title')} onClose={onClose} wide>
      <Progress preview={preview} />
      {preview.failure !== null && <FailureText code={preview.failure} />}
      {preview.changes.length > 0 && (
        <>
          <h3>{t('list.preview.byMatter')}</h3>
          <ul className="preview-matters">
            {byMatter.map(([matter, changes]) => (
              <li key={matter ?? ''}>
                {nameOf(matter)} <strong>{changes.length}</strong>
              </li>
            ))}
          </ul>
          <Changes changes={preview.changes.slice(0, ROWS)} nameOf={nameOf} onOpenCase={onOpenCase} />
        </>
      )}
    </Dialog>
  );
}

function Progress({ preview }: { preview: Preview }): ReactNode {
  const { t } = useWords();
  const { done, total, changes, running, stop } = preview;
  if (running)
    return (
      <div className="page-progress">
        <progress value={done} max={Math.max(1, total)} aria-label={t('list.preview.title')} />
        <span>{t('list.preview.running', { done, total })}</span>
        <Button size="small" onClick={stop}>
          {t('list.preview.stop')}
        </Button>
      </div>
    );
  if (total === 0) return <EmptyState title={t('list.preview.empty')} text="" />;
  return (
    <output className="preview-result">
      {done < total && <span>{t('list.preview.stopped', { done })} · </span>}
      {changes.length === 0
        ? t('list.preview.none', { done })
        : t('list.preview.result', { done, count: changes.length })}
    </output>
  );
}

type ChangesProps = {
  changes: readonly PreviewChange[];
  nameOf: (id: string | null) => string;
  onOpenCase: (caseId: string) => void;
};

function Changes({ changes, nameOf, onOpenCase }: ChangesProps): ReactNode {
  const { t } = useWords();
  return (
    <table className="board preview-table">
      <thead>
        <tr>
          {(['preview.number', 'preview.narrative', 'preview.before', 'preview.after', 'matter'] as const).map(
            (name) => (
              <th key={name} scope="col">
                <span>{t(`list.${name}`)}</span>
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {changes.map(({ caseId, orderNumber, summary, before, after, matter }) => (
          <tr key={caseId}>
            <td>
              <Button size="small" type="link" onClick={() => onOpenCase(caseId)}>
                {orderNumber}
              </Button>
            </td>
            <td className="cut">{summary}</td>
            <td>{t(`route.${before}`)}</td>
            <td>{t(`route.${after}`)}</td>
            <td>{nameOf(matter)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
