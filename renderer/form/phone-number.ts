/** What may be stored of what was typed or pasted: full-width signs become plain, spaces and brackets go. */
export function plainPhone(typed: string): string {
  return typed
    .normalize('NFKC')
    .replaceAll(/[\s()\u2010-\u2015]/gu, (sign) => (/[\u2010-\u2015]/u.test(sign) ? '-' : ''));
}
