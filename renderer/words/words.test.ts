import { expect, test } from 'vitest';
import { errorCodeSchema } from '../../shared/contract/errors.ts';
import { caseFieldNames } from '../../shared/entities/case.ts';
import { clauseSchema, routes } from '../../shared/routing/types.ts';
import { en } from './en/catalogue.ts';
import { wordsOf } from './words.tsx';
import { zh } from './zh/catalogue.ts';

const params = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? '').toSorted();

test('both catalogues have the same keys, and the same parameters in each', () => {
  expect(Object.keys(en).toSorted()).toEqual(Object.keys(zh).toSorted());
  const different = Object.entries(zh).filter(
    ([key, text]) => params(text).join() !== params((en as Record<string, string>)[key] ?? '').join(),
  );
  expect(different).toEqual([]);
});

test('no text is empty or shouts', () => {
  const texts = [...Object.entries(zh), ...Object.entries(en)];
  expect(texts.filter(([, text]) => text === '' || /[!！]/.test(text))).toEqual([]);
});

test('every error code has its three sentences, and every field, route and clause its words', () => {
  const wanted = [
    ...errorCodeSchema.options.flatMap((code) => ['', '.means', '.do'].map((part) => `error.${code}${part}`)),
    ...caseFieldNames.map((field) => `field.${field}`),
    ...routes.map((route) => `route.${route}`),
    ...clauseSchema.options.map((clause) => `clause.${clause}`),
  ];
  expect(wanted.filter((key) => !(key in zh))).toEqual([]);
});

test('parameters are filled in; one without a value stays visible', () => {
  const { t } = wordsOf('zh');
  expect(t('top.seat', { seat: '110-03' })).toBe('坐席 110-03');
  expect(t('top.seat', {})).toContain('{seat}');
});
