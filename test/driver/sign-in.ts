import type { Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../server/demo-people.ts';

/** As an operator does it: number, Tab, password, Enter; then ready for offers. */
export async function signInOnPage(page: Page, staffNumber: string): Promise<void> {
  const number = page.getByRole('combobox', { name: '工号' });
  await number.fill(staffNumber);
  await number.press('Tab');
  await page.keyboard.type(DEMO_PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText('示闲', { exact: true }).click();
}
