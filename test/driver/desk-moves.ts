import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { DEMO_PASSWORD, demoCentres } from '../../server/demo-people.ts';
import type { CallArgs, CallName, CallValue } from '../../shared/contract/seat-api.ts';
import { openSeat } from './open-seat.ts';
import type { OpenedSeat } from './seat-options.ts';

/** What an operator's hands do at a desk, for every test that drives a window. */

export const [demoHotline, demoPolice] = demoCentres;
/** Staff numbers of the demonstration, by the seat at which these people sit. */
export const staff = {
  '12345-01': '1001',
  '12345-02': '1002',
  /** A lead's. */
  '12345-04': '1003',
  '110-01': '2001',
  '110-02': '2002',
} as const;
type StaffedSeat = keyof typeof staff;

/** Processes, pages and a browser share the machine with other tests. */
export const soon = { timeout: 20_000 };

/** Number, Tab, password, Enter; then ready for offers. */
export async function signIn(page: Page, staffNumber: string): Promise<void> {
  const number = page.getByRole('combobox', { name: '工号' });
  await number.fill(staffNumber);
  await number.press('Tab');
  await page.keyboard.type(DEMO_PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText('示闲', { exact: true }).click();
}

type Place = {
  readonly serverUrl: string;
  readonly folder: string;
  readonly kind?: 'chromium' | 'electron';
  readonly viewport?: { readonly width: number; readonly height: number };
};

/** A desk with its own folder and real store, and somebody signed in and idle at it. */
export async function openDesk(seatId: StaffedSeat, place: Place): Promise<OpenedSeat> {
  const { serverUrl, folder, kind = 'chromium', viewport } = place;
  const seat = await openSeat({
    kind,
    seatId,
    centre: seatId.startsWith('110') ? demoPolice : demoHotline,
    serverUrl,
    dataFolder: path.join(folder, seatId),
    store: 'real',
    ...(viewport ? { viewport } : {}),
  });
  await signIn(seat.page, staff[seatId]);
  return seat;
}

export function narrativeOf(page: Page): Locator {
  return page.getByRole('textbox', { name: '诉求或警情' });
}

/** The phone rings, is answered with a key, and what the caller says is typed. */
export async function takeCall(page: Page, narrative: string): Promise<void> {
  await page.getByRole('button', { name: '模拟来电' }).click();
  await page.locator('.call-panel.is-ringing').waitFor();
  await page.keyboard.press('F2');
  await page.locator('.call-panel.is-active').waitFor();
  // The form of the call before may still stand there for a moment: this one's is empty.
  await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('#intake-narrative')?.value === '');
  await narrativeOf(page).click();
  await page.keyboard.type(narrative);
}

export async function hangUp(page: Page): Promise<void> {
  await page.keyboard.press('F3');
  await page.getByText('示闲', { exact: true }).click();
}

/** One key hands over what is typed, once the suggestion says so. */
export async function pressPrimary(page: Page, action: RegExp): Promise<void> {
  await page.getByRole('button', { name: action }).waitFor();
  await page.keyboard.press('F8');
}

/** Complaints that are not the outage that the test itself makes. */
export function ownComplaints(...seats: readonly OpenedSeat[]): string[] {
  return seats.flatMap((seat) => seat.complaints.filter((each) => !/ERR_CONNECTION|Failed to fetch/.test(each)));
}

/** What the page's own bridge would ask of the seat, for what takes a test too long by hand. */
export function askSeat<N extends CallName>(page: Page, name: N, args: CallArgs<N>): Promise<CallValue<N>> {
  return page.evaluate(
    async ([name, args]) => {
      const response = await fetch('/seat/call', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ name, args }),
      });
      const { ok, value, error } = await response.json();
      if (!ok) throw new Error(`${name}: ${error.code} ${error.detail ?? ''}`);
      return value;
    },
    [name, args] as const,
  );
}

/** One whole matter, from an empty form to the click that hands it over. */
export async function handOverUnseen(page: Page, narrative: string): Promise<CallValue<'transfer.click'>> {
  const { draft } = await askSeat(page, 'draft.open', { callId: null, caseId: null });
  const fields = { narrative, callerNumber: '13800000000', transferConsent: true };
  const { suggestion } = await askSeat(page, 'draft.save', { draftId: draft.id, fields });
  return askSeat(page, 'transfer.click', { draftId: draft.id, route: suggestion.route, override: null });
}
