import { Button } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Matter } from '../../shared/matter-list/matter-list.ts';
import { useLayers } from '../desk/layers.tsx';
import { dateAndTime } from '../format/time.ts';
import { useServerNow } from '../format/use-now.ts';
import { EmptyState } from '../parts/EmptyState.tsx';
import { SidePanel } from '../parts/SidePanel.tsx';
import { usePageYields } from '../parts/use-page-yields.ts';
import { useDeskSlice } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';
import { DraftBar } from './DraftBar.tsx';
import { HistoryDialog, useHistory } from './HistoryDialog.tsx';
import { ListFiles } from './ListFiles.tsx';
import { MatterEditor } from './MatterEditor.tsx';
import { MatterFilters } from './MatterFilters.tsx';
import { matterRows, noFilter } from './matter-rows.ts';
import { MatterTable } from './MatterTable.tsx';
import { nextVersion } from './next-version.ts';
import { PreviewDialog } from './PreviewDialog.tsx';
import { PublishDialog } from './PublishDialog.tsx';
import { useMatterList, type MatterListHands, type MatterListState } from './use-matter-list.ts';
import '../style/pages.css';

/** Which layer lies over the page. */
type Open =
  | { readonly kind: 'edit'; readonly matter: Matter | null; readonly id: string }
  | { readonly kind: 'preview' }
  | { readonly kind: 'publish' }
  | { readonly kind: 'history' }
  | { readonly kind: 'goBack'; readonly version: string };

/** The 分流事项清单: everybody reads it, a lead changes it as a draft, previews it, and publishes it for both lines. */
export function MatterListPage({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useWords();
  const { list, hands } = useMatterList();
  usePageYields(onClose);
  return (
    <SidePanel title={t('list.title')} onClose={onClose} size="page">
      {list === null ? <p className="panel-loading">{t('list.loading')}</p> : <Page list={list} hands={hands} />}
    </SidePanel>
  );
}

function Page({ list, hands }: { list: MatterListState; hands: MatterListHands }): ReactNode {
  const { t } = useWords();
  const readOnly = useDeskSlice('session').operator?.role !== 'lead';
  const [filter, setFilter] = useState(noFilter);
  const [open, setOpen] = useState<Open | null>(null);
  const { matters, changes, draft, inForce, published, publishing, moved } = list;
  const rows = matterRows(matters, changes, filter);
  const add = (): void => setOpen({ kind: 'edit', matter: null, id: `own-${crypto.randomUUID().slice(0, 8)}` });
  return (
    <>
      <div className="page-head">
        <p>
          <strong>{t('list.inForce', { version: inForce.version })}</strong>{' '}
          <span className="hint">
            {published
              ? t('list.publishedBy', { name: published.by.name, time: dateAndTime(published.at) })
              : t('list.shipped')}
          </span>
        </p>
        <div className="page-tools">
          <ListFiles hasDraft={draft !== null} version={inForce.version} readOnly={readOnly} />
          <Button size="small" onClick={() => setOpen({ kind: 'history' })}>
            {t('list.history')}
          </Button>
          {!readOnly && (
            <>
              <Button size="small" onClick={add}>
                {t('list.add')}
              </Button>
              <Button size="small" disabled={draft === null} onClick={() => setOpen({ kind: 'preview' })}>
                {t('list.preview')}
              </Button>
              <Button
                size="small"
                type="primary"
                disabled={changes.size === 0 || moved || publishing !== null}
                onClick={() => setOpen({ kind: 'publish' })}
              >
                {t('list.publish')}
              </Button>
            </>
          )}
        </div>
      </div>
      {readOnly ? <p className="hint">{t('list.readOnly')}</p> : <DraftBar list={list} hands={hands} />}
      <MatterFilters filter={filter} onChange={setFilter} />
      <p className="hint">{t('list.count', { shown: rows.length, all: matters.length })}</p>
      {rows.length === 0 ? (
        <EmptyState title={t('list.none')} text={t('list.none.text')} />
      ) : (
        <MatterTable
          rows={rows}
          readOnly={readOnly || publishing !== null}
          onEdit={(matter) => setOpen({ kind: 'edit', matter, id: matter.id })}
          onRestore={(matter) => void hands.change([...matters, matter])}
        />
      )}
      {open && <Layer open={open} list={list} hands={hands} readOnly={readOnly} onOpen={setOpen} />}
    </>
  );
}

type LayerProps = {
  open: Open;
  list: MatterListState;
  hands: MatterListHands;
  readOnly: boolean;
  onOpen: (open: Open | null) => void;
};

function Layer({ open, list, hands, readOnly, onOpen }: LayerProps): ReactNode {
  const { openCase } = useLayers();
  const close = (): void => onOpen(null);
  const { matters, inForce, publishing } = list;
  switch (open.kind) {
    case 'edit': {
      const { matter, id } = open;
      const without = matters.filter((each) => each.id !== id);
      const replaced = (made: Matter) => matters.map((each) => (each.id === id ? made : each));
      return (
        <MatterEditor
          matter={matter}
          id={id}
          readOnly={readOnly || publishing !== null}
          onSave={(made) => hands.change(matter ? replaced(made) : [made, ...matters])}
          onRemove={matter ? () => void hands.change(without).then((saved) => saved && close()) : null}
          onClose={close}
        />
      );
    }
    case 'preview':
      return <PreviewDialog matters={matters} onOpenCase={openCase} onClose={close} />;
    case 'history':
      return (
        <HistoryDialog
          inForce={inForce.version}
          mayGoBack={!readOnly && publishing === null}
          onGoBack={(version) => onOpen({ kind: 'goBack', version })}
          onClose={close}
        />
      );
    default:
      return <Publish back={open.kind === 'goBack' ? open.version : null} inForce={inForce.version} onClose={close} />;
  }
}

type PublishingProps = { back: string | null; inForce: string; onClose: () => void };

function Publish({ back, inForce, onClose }: PublishingProps): ReactNode {
  const { t } = useWords();
  const now = useServerNow();
  const history = useHistory();
  if (history === null) return null;
  const known = [inForce, history.shipped, ...history.versions.map(({ version }) => version)];
  const next = nextVersion(now, known);
  if (back === null)
    return (
      <PublishDialog
        content={{ from: 'draft' }}
        title={t('list.publish.title')}
        text={t('list.publish.text')}
        version={next}
        onClose={onClose}
      />
    );
  return (
    <PublishDialog
      content={{ from: 'version', version: back }}
      title={t('list.history.backTitle', { version: back })}
      text={t('list.history.backText', { version: back })}
      version={t('list.history.backVersion', { version: next, older: back }).slice(0, 32)}
      onClose={onClose}
    />
  );
}
