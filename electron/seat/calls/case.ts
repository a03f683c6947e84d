import { failure, success } from '../../../shared/contract/errors.ts';
import { casePatchFieldsSchema } from '../../../shared/entities/case.ts';
import { foldNeedle } from '../../../shared/search/fold.ts';
import { caseCard, draftOf, isTyped } from '../desk/cards.ts';
import { isSamePlaceAndKind, otherMatters, phoneKeys, sameCaller, sharesPhone } from '../desk/related.ts';
import { searchHit } from '../desk/search-hit.ts';
import { saveCase } from '../desk/save-case.ts';
import { caseView } from '../desk/slices.ts';
import { lookAt } from '../kernel.ts';
import { caseOfDraft, done, draftRow, quiet, type Handlers } from './answers.ts';

const DAY_MS = 86_400_000;
const HISTORY_MAX = 20;
const DUPLICATES_MAX = 10;
const NEARBY_MAX = 500;

export const caseCalls: Handlers<'case'> = {
  'case.related': (kernel, { draftId }) => {
    const row = draftRow(kernel, draftId);
    if (!row.ok) return row;
    const { store, ledger, config } = kernel;
    const { fields } = draftOf(row.value, caseOfDraft(kernel, row.value));
    const since = ledger.serverNow() - DAY_MS;
    const own = row.value.caseId === null ? null : (store.cases.get(row.value.caseId)?.view ?? null);
    const others = otherMatters(store.cases.byPhone(phoneKeys(fields), HISTORY_MAX + 2), own);
    const near = otherMatters(store.cases.nearby(fields.divisionCode, since, NEARBY_MAX), own);
    const at = own?.createdAt ?? ledger.serverNow();
    const samePlace = near.filter((item) => !sharesPhone(fields, item) && isSamePlaceAndKind(fields, item));
    const duplicates = [
      ...others.flatMap((item) => {
        const why = item.createdAt < since ? null : sameCaller(fields, at, item);
        return why === null ? [] : [{ ...caseCard(item, config.centre.id), why }];
      }),
      ...samePlace.map((item) => ({ ...caseCard(item, config.centre.id), why: 'samePlaceAndKind' as const })),
    ];
    const history = others.slice(0, HISTORY_MAX).map((item) => caseCard(item, config.centre.id));
    return success({
      history,
      duplicates: duplicates.sort((a, b) => b.createdAt - a.createdAt).slice(0, DUPLICATES_MAX),
    });
  },

  'case.save': (kernel, { draftId }) =>
    kernel.ledger.attempt(() => {
      const row = draftRow(kernel, draftId);
      if (!row.ok) return row;
      const saved = saveCase(kernel, row.value);
      return saved.ok ? success({ caseId: saved.value.caseId, orderNumber: saved.value.orderNumber }) : saved;
    }),

  'case.get': (kernel, { caseId }) => {
    const view = caseView(kernel, caseId);
    if (!view) return failure('notFound');
    lookAt(kernel, caseId);
    return success({ view: { ...view, transfers: view.transfers.map((card) => ({ ...card, news: 0 })) } });
  },

  'case.search': async ({ store, config }, query) => {
    const page = await store.search(query);
    if (!page.ok) return page;
    const needle = foldNeedle(query.text);
    const { found, next, behind } = page.value;
    return success({ hits: found.map((item) => searchHit(item, needle, config.centre.id)), next, behind });
  },

  'case.note': (kernel, { caseId, text }) =>
    kernel.ledger.attempt(() =>
      quiet(kernel.ledger.record({ name: 'case.note', args: { caseId, noteId: kernel.ids.next(), text } })),
    ),

  'case.settle': (kernel, { caseId, field, mutationId, keep }) =>
    kernel.ledger.attempt(() => {
      const item = kernel.store.cases.get(caseId)?.view;
      const conflict = item?.conflicts.find((each) => each.field === field && each.mutationId === mutationId);
      if (!item || !conflict) return failure('notFound');
      const value = keep === 'other' ? conflict.other : item.fields[field];
      // The other value crossed the wire as unknown: it must fit its field.
      const fields = casePatchFieldsSchema.safeParse({ [field]: value });
      if (!fields.success) return failure('invalid', field);
      return quiet(kernel.ledger.record({ name: 'case.edit', args: { caseId, fields: fields.data } }));
    }),

  'case.handle': (kernel, args) =>
    kernel.ledger.attempt(() => quiet(kernel.ledger.record({ name: 'case.handle', args }))),

  'case.close': (kernel, args) =>
    kernel.ledger.attempt(() => {
      const draft = kernel.store.drafts.byCase(args.caseId);
      if (draft && isTyped(draft)) {
        const saved = saveCase(kernel, draft);
        if (!saved.ok) return saved;
      }
      const recorded = kernel.ledger.record({ name: 'case.close', args });
      if (!recorded.ok) return recorded;
      // A note that was typed and not sent keeps its form.
      if (draft?.note === '') kernel.store.drafts.remove(draft.id);
      kernel.changes.slices('drafts');
      return done;
    }),
};
