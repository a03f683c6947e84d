import { failure, success, type Result } from '../../../shared/contract/errors.ts';
import type { CallValue } from '../../../shared/contract/seat-api.ts';
import type { MutationArgs } from '../../../shared/contract/mutations.ts';
import type { Case } from '../../../shared/entities/case.ts';
import type { TransferMode } from '../../../shared/entities/transfer.ts';
import type { Route, Suggestion } from '../../../shared/routing/types.ts';
import { isFinished } from '../../../shared/transfer/machine.ts';
import { primaryAction } from '../../../shared/transfer/primary-action.ts';
import { isUrgent, overrideNeedsReason } from '../../../shared/transfer/urgency.ts';
import { draftOf } from '../desk/cards.ts';
import { saveCase, type Saved } from '../desk/save-case.ts';
import { mattersOf, suggestionFor } from '../desk/suggestion.ts';
import type { Kernel } from '../kernel.ts';
import { caseOfDraft, draftRow, type ParsedArgs } from './answers.ts';

type Clicked = CallValue<'transfer.click'>;
/** What was suggested, and the matters it rested on: recorded whether or not it was followed. */
type Advice = { readonly suggestion: Suggestion; readonly matters: string[] };

/**
 * One click: the form, the recorded override, and the primary action of the route, in one transaction. Nothing that is wrong in the
 * form stops it. A second click on the same case finds the first one's transfer and changes nothing.
 */
export function click(kernel: Kernel, { draftId, route, override }: ParsedArgs<'transfer.click'>): Result<Clicked> {
  const { ledger, deliveries } = kernel;
  const clicked = ledger.attempt((): Result<Clicked> => {
    const row = draftRow(kernel, draftId);
    if (!row.ok) return row;
    const { fields } = draftOf(row.value, caseOfDraft(kernel, row.value));
    const list = kernel.lists.today();
    const suggestion = suggestionFor(fields, kernel.config.centre.kind, list);
    const advice: Advice = { suggestion, matters: mattersOf(suggestion, list) };
    const action = primaryAction(route, kernel.config.centre.kind);
    if (
      overrideNeedsReason(suggestion.route, route) &&
      override === null &&
      !isRepeated(kernel, row.value.caseId, route)
    ) {
      return failure('overrideNeedsReason');
    }
    const saved = saveCase(kernel, row.value);
    if (!saved.ok) return saved;
    const running = action.transfer === null ? null : runningTransfer(kernel, saved.value.caseId);
    if (running) return success({ ...answer(saved.value), transferId: running.id, code: running.code });
    const noted = recordOverride(kernel, saved.value.caseId, advice, route, override);
    if (!noted.ok) return noted;
    const handled = action.handling === null ? noted : recordHandling(kernel, saved.value.caseId, action.handling);
    if (!handled.ok) return handled;
    if (action.transfer === null) return success({ ...answer(saved.value), transferId: null, code: '' });
    return send(kernel, saved.value, route, action.transfer, advice, isUrgent(fields, suggestion));
  });
  const sent =
    clicked.ok && clicked.value.transferId !== null ? kernel.store.transfers.get(clicked.value.transferId) : null;
  if (sent && sent.base === null) deliveries.watch(sent.view, 0);
  return clicked;
}

function answer({ caseId, orderNumber }: Saved): Pick<Clicked, 'caseId' | 'orderNumber'> {
  return { caseId, orderNumber };
}

function runningTransfer({ store, config }: Kernel, caseId: string) {
  const views = store.transfers.ofCase(caseId).map((row) => row.view);
  return views.find((each) => each.toCentreId === config.centre.counterpartId && !isFinished(each)) ?? null;
}

/** Was this very choice made on this case before? Then its reason is on record. */
function isRepeated({ store, config }: Kernel, caseId: string | null, route: Route): boolean {
  const item = caseId === null ? null : store.cases.get(caseId)?.view;
  return item?.overrides.some((each) => each.chosen === route && each.by.seatId === config.seatId) ?? false;
}

function recordOverride(
  kernel: Kernel,
  caseId: string,
  { suggestion, matters }: Advice,
  chosen: Route,
  override: ParsedArgs<'transfer.click'>['override'],
): Result<unknown> {
  const same = kernel.store.cases.get(caseId)?.view.overrides.at(-1);
  const repeated =
    same?.chosen === chosen && same.suggested === suggestion.route && same.by.seatId === kernel.config.seatId;
  if (chosen === suggestion.route || (repeated && override === null)) return success({});
  const clauses = [...new Set(suggestion.reasons.map((reason) => reason.clause))].slice(0, 6);
  const { reason, text } = override ?? { reason: 'other' as const, text: '' };
  const args = {
    caseId,
    suggested: suggestion.route,
    chosen,
    reason,
    text,
    listVersion: suggestion.listVersion,
    clauses,
    matters,
  };
  return unlessFull(kernel.ledger.record({ name: 'case.override', args }));
}

type Deed = Pick<MutationArgs<'case.handle'>, 'action' | 'target'>;

function recordHandling(kernel: Kernel, caseId: string, deed: Deed): Result<unknown> {
  const item: Case | undefined = kernel.store.cases.get(caseId)?.view;
  const last = item?.handlings.at(-1);
  if (last && last.action === deed.action && last.target === deed.target && last.by.seatId === kernel.config.seatId)
    return success({});
  return unlessFull(kernel.ledger.record({ name: 'case.handle', args: { caseId, ...deed, text: '' } }));
}

/** A case whose history is full must not keep its caller from being handed over. */
function unlessFull(recorded: Result<unknown>): Result<unknown> {
  return !recorded.ok && recorded.error.code === 'tooLarge' ? success({}) : recorded;
}

function send(
  { config, ids, ledger, numbers }: Kernel,
  saved: Saved,
  route: Route,
  mode: TransferMode,
  { suggestion, matters }: Advice,
  danger: boolean,
): Result<Clicked> {
  const { caseId } = saved;
  const [transferId, code] = [ids.next(), numbers.code()];
  const clauses =
    route === suggestion.route ? [...new Set(suggestion.reasons.map((reason) => reason.clause))].slice(0, 6) : [];
  const toCentreId = config.centre.counterpartId;
  const args = { transferId, caseId, toCentreId, mode, route, clauses, matters, danger, code };
  const recorded = ledger.record({ name: 'transfer.send', args });
  return recorded.ok ? success({ ...answer(saved), transferId, code }) : recorded;
}
