import type { Case, CaseFields } from '../../../shared/entities/case.ts';
import { phoneKey } from '../store/keys.ts';

const SIMILAR = 0.75;
const CONTAINED_MIN = 4;
const SAME_WORDS = 0.4;
const SOON_MS = 30 * 60_000;

/** Same town (where both name one), same place by address or landmark, and no two different kinds of matter. */
export function isSamePlaceAndKind(fields: CaseFields, other: Case): boolean {
  const theirs = other.fields;
  if (fields.divisionCode === '' || fields.divisionCode !== theirs.divisionCode) return false;
  if (fields.townCode !== '' && theirs.townCode !== '' && fields.townCode !== theirs.townCode) return false;
  if (differ(fields.orderType, theirs.orderType) || differ(fields.policeClass, theirs.policeClass)) return false;
  return isSimilarPlace(fields.address, theirs.address) || isSimilarPlace(fields.landmark, theirs.landmark, 1);
}

function differ(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one !== other;
}

export function sharesPhone(fields: CaseFields, other: Case): boolean {
  const keys = phoneKeys(fields);
  return phoneKeys(other.fields).some((key) => keys.includes(key));
}

export function phoneKeys(fields: CaseFields): string[] {
  return [phoneKey(fields.callerNumber), phoneKey(fields.callbackNumber)].filter((key) => key !== '');
}

/** What is said is alike, or the place is; two kinds of matter, where both are named, are two matters. */
export function isSimilarMatter(fields: CaseFields, other: Case): boolean {
  const theirs = other.fields;
  if (differ(fields.orderType, theirs.orderType) || differ(fields.policeClass, theirs.policeClass)) return false;
  const place = isSimilarPlace(fields.address, theirs.address) || isSimilarPlace(fields.landmark, theirs.landmark, 1);
  return place || dice(plain(fields.narrative), plain(theirs.narrative)) >= SAME_WORDS;
}

/** A number alone is history: a shop, a village, a frequent caller rings about many things. Twice within half an hour is mostly the same. */
export function sameCaller(
  fields: CaseFields,
  at: number,
  other: Case,
): 'sameNumberAndMatter' | 'sameNumberSoon' | null {
  if (isSimilarMatter(fields, other)) return 'sameNumberAndMatter';
  return Math.abs(at - other.createdAt) <= SOON_MS ? 'sameNumberSoon' : null;
}

/** Equal, one within the other, or nearly the same characters in the same order. House numbers must agree: 3号 is not 5号. */
export function isSimilarPlace(one: string, other: string, similar = SIMILAR): boolean {
  const a = plain(one);
  const b = plain(other);
  if (a === '' || b === '') return false;
  if (a === b) return true;
  if (numbersOf(a) !== numbersOf(b)) return false;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length >= CONTAINED_MIN && long.includes(short)) return true;
  return similar < 1 && dice(a, b) >= similar;
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s,.;:、，。；：（）()·-]/g, '');
}

function numbersOf(text: string): string {
  return (text.match(/\d+/g) ?? []).join(' ');
}

/** Share of common neighbouring pairs (Sørensen–Dice). */
function dice(a: string, b: string): number {
  const pairs = (text: string): string[] =>
    Array.from({ length: Math.max(0, text.length - 1) }, (_, index) => text.slice(index, index + 2));
  const left = pairs(a);
  const right = pairs(b);
  if (left.length === 0 || right.length === 0) return 0;
  const rest = [...right];
  let common = 0;
  for (const pair of left) {
    const found = rest.indexOf(pair);
    if (found < 0) continue;
    rest.splice(found, 1);
    common += 1;
  }
  return (2 * common) / (left.length + right.length);
}

/** A stub and the case that joined it are one matter under two ids. */
function matterIdOf(item: Case): string {
  return item.stub?.joinedCaseId ?? item.id;
}

/** Of a stub and the case that joined it only the first is listed; what belongs to `own` is left out. */
export function otherMatters(items: readonly Case[], own: Case | null): Case[] {
  const known = new Set(own ? [matterIdOf(own)] : []);
  return items.filter((item) => {
    const matterId = matterIdOf(item);
    return !known.has(matterId) && known.add(matterId);
  });
}
