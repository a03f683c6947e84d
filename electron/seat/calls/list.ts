import { failure, success, type Result } from '../../../shared/contract/errors.ts';
import { HISTORY_MAX, PREVIEW_CASES, PREVIEW_PART } from '../../../shared/contract/list-calls.ts';
import type { MutationBody } from '../../../shared/contract/mutations.ts';
import { decideList } from '../../../shared/decide/decide-list.ts';
import { defaultMatterList } from '../../../shared/matter-list/default-list.ts';
import { listJsonOf, readListJson } from '../../../shared/matter-list/list-json.ts';
import type { Matter, MatterList } from '../../../shared/matter-list/matter-list.ts';
import { headOf } from '../../../shared/matter-list/published-list.ts';
import { readSheet, sheetOf } from '../../../shared/matter-list/sheet.ts';
import { listDraft, publishing, putListDraft } from '../desk/list-draft.ts';
import { previewChanges } from '../desk/list-preview.ts';
import type { Kernel } from '../kernel.ts';
import { mutationOf } from '../ledger/predict.ts';
import { done, quiet, type Handlers, type ParsedArgs } from './answers.ts';

/** Everybody reads the list; only a lead changes it, here as on the server. */
function isLead({ session }: Kernel): boolean {
  return session.operator()?.role === 'lead';
}

export const listCalls: Handlers<'list'> = {
  'list.get': (kernel) => {
    const published = kernel.store.lists.inForce();
    return success({
      inForce: kernel.lists.whole(),
      published: published && headOf(published),
      draft: isLead(kernel) ? listDraft(kernel) : null,
      publishing: publishing(kernel),
    });
  },

  'list.history': ({ store }) =>
    success({ versions: [...store.lists.heads(HISTORY_MAX)], shipped: defaultMatterList.version }),

  'list.version': ({ lists }, { version }) => {
    const list = lists.version(version);
    return list ? success({ list }) : failure('notFound');
  },

  'list.saveDraft': (kernel, draft) =>
    isLead(kernel) ? success({ savedAt: putListDraft(kernel, draft) }) : failure('forbidden'),

  'list.discardDraft': (kernel) => {
    if (!isLead(kernel)) return failure('forbidden');
    putListDraft(kernel, null);
    return done;
  },

  'list.preview': (kernel, { before }) => {
    const { store, lists, config } = kernel;
    const after = draftedList(kernel);
    if (!isLead(kernel)) return failure('forbidden');
    if (!after) return failure('notFound');
    const { items, next } = store.cases.newest(before, PREVIEW_PART);
    const changes = previewChanges(items, lists.today(), after, config.centre.id);
    const total = Math.min(PREVIEW_CASES, store.cases.count());
    return success({ looked: items.length, total, changes, next });
  },

  'list.publish': publish,

  'list.export': (kernel, { what, format }) => {
    const draft = isLead(kernel) ? listDraft(kernel) : null;
    if (what === 'draft' && !draft) return failure('notFound');
    const list = kernel.lists.whole();
    const matters = what === 'draft' && draft ? draft.matters : list.matters;
    return success({ text: format === 'csv' ? sheetOf(matters) : listJsonOf({ version: list.version, matters }) });
  },

  'list.import': (kernel, { format, text }) => {
    if (!isLead(kernel)) return failure('forbidden');
    const read = format === 'csv' ? readSheet(text) : readListJson(text);
    if (!read.ok) return success({ faults: [...read.faults], matters: 0 });
    putListDraft(kernel, { basedOn: kernel.lists.whole().version, matters: [...read.matters] });
    return success({ faults: [], matters: read.matters.length });
  },
};

/** What of the draft holds today; made once for all parts of a preview, because the engine makes its cues ready. */
function draftedList(kernel: Kernel): MatterList | null {
  const draft = listDraft(kernel);
  if (!draft || draft.matters.length === 0) return null;
  const known = kernel.desk.drafted;
  if (known?.savedAt === draft.savedAt) return known.list;
  const list = kernel.lists.todayOf({ version: draft.basedOn, matters: draft.matters });
  kernel.desk.drafted = { savedAt: draft.savedAt, list };
  return list;
}

/** A refusal that can be foreseen is told at once, and nothing waits in the outbox for it. */
function publish(
  kernel: Kernel,
  { content, version, note }: ParsedArgs<'list.publish'>,
): Result<Record<string, never>> {
  const { store, ledger, changes } = kernel;
  if (publishing(kernel) !== null) return failure('busy');
  const found = contentOf(kernel, content);
  if (!found.ok) return found;
  const { matters, basedOn } = found.value;
  const body: MutationBody = { name: 'list.publish', args: { list: { version, matters }, basedOn, note } };
  const recorded = ledger.attempt(() => {
    const row = ledger.record(body);
    if (!row.ok) return row;
    const foreseen = decideList(
      { ...mutationOf(row.value, 0), ...body },
      { actor: row.value.actor, role: row.value.role },
      { listVersions: store.lists.versions },
      ledger.serverNow(),
    );
    return foreseen.ok ? row : failure(foreseen.code);
  });
  changes.list();
  return quiet(recorded);
}

type Content = { readonly matters: Matter[]; readonly basedOn: string };

function contentOf(kernel: Kernel, content: ParsedArgs<'list.publish'>['content']): Result<Content> {
  const basedOn = kernel.lists.whole().version;
  if (content.from === 'draft') {
    const draft = listDraft(kernel);
    return draft && draft.matters.length > 0 ? success(draft) : failure('notFound');
  }
  const older = kernel.lists.version(content.version);
  return older ? success({ matters: [...older.matters], basedOn }) : failure('notFound');
}
