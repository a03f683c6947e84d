import { array, assert, constantFrom, property, uniqueArray, record, oneof, constant } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clauseSchema, routeSchema } from '../routing/types.ts';
import { csvOf, readCsv } from './csv.ts';
import { defaultMatterList } from './default-list.ts';
import { listJsonOf, readListJson } from './list-json.ts';
import { matterSideSchema } from './matter-list.ts';
import { readSheet, sheetOf } from './sheet.ts';

const { matters } = defaultMatterList;
const head = '编号,适用热线,事项,英文名称,去向,条款,责任单位,提示语,生效日期,失效日期';
const good = 'gas,12345,燃气漏气,Gas,other_emergency:utility,T5,燃气公司,"煤气味\n(煤气|燃气)…漏",2027-01-01,';
const sign = constantFrom(...'煤气=+-@\'",\n\r\t (|)…A1 ');
const text = array(sign, { maxLength: 12 }).map((signs) => signs.join(''));
const words = text.map((each) => `燃${each.replace(/\s/g, '')}`.slice(0, 40));

describe('a list as a spreadsheet', () => {
  it('comes back as it went, whatever people write', () => {
    const matter = record({
      id: constantFrom(...'abcdefgh').map((letter) => `matter-${letter}`),
      side: constantFrom(...matterSideSchema.options),
      zh: words,
      en: words,
      route: constantFrom(...routeSchema.options),
      clause: constantFrom(...clauseSchema.options),
      department: words,
      cues: array(constantFrom('煤气味', '(煤气|燃气)…漏', '闻到(了|)·煤气'), { maxLength: 3 }),
      validFrom: oneof(constant(null), constant('2027-01-01')),
      validUntil: oneof(constant(null), constant('2027-12-31')),
    });
    assert(
      property(uniqueArray(matter, { selector: ({ id }) => id, minLength: 1, maxLength: 6 }), (list) => {
        expect(readSheet(sheetOf(list))).toEqual({ ok: true, matters: list });
        expect(readListJson(listJsonOf({ version: '1', matters: list }))).toEqual({ ok: true, matters: list });
      }),
      { numRuns: 500 },
    );
    expect(readSheet(sheetOf(matters))).toEqual({ ok: true, matters });
  });

  it('any cell comes back, and none begins as a formula', () => {
    assert(
      property(array(array(text, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }), (rows) => {
        const kept = rows.filter((row) => row.some((cell) => cell.trim() !== ''));
        const read = readCsv(csvOf(rows));
        expect('openQuote' in read ? read : read.map(({ cells }) => cells)).toEqual(kept);
      }),
      { numRuns: 1_000 },
    );
    expect(csvOf([['=HYPERLINK("http://a")', '+1', '-1', '@x', '\tx']])).toBe(
      `\uFEFF"'=HYPERLINK(""http://a"")",'+1,'-1,'@x,'\tx\r\n`,
    );
  });

  it('is taken for UTF-8 by a spreadsheet, and its days may come back as one writes them', () => {
    expect(sheetOf(matters).startsWith(`\uFEFF${head}\r\n`)).toBe(true);
    expect(readSheet(`${head}\n${good.replace('2027-01-01', '2027/1/1')}`)).toMatchObject({
      ok: true,
      matters: [{ id: 'gas', cues: ['煤气味', '(煤气|燃气)…漏'], validFrom: '2027-01-01', validUntil: null }],
    });
  });

  it('names row, column and fault of everything that is wrong, and takes nothing', () => {
    const lines = [
      head,
      good,
      'Gas 2,12345,燃气,Gas,other_emergency:utility,T5,燃气公司,煤气味,,',
      'gas,119,燃气,Gas,nowhere,T9,燃气公司,(煤气,2027-02-30,',
      'water,12345,,Water,12345,D12345b,水务局,停水,2027-05-01,2027-04-01',
      'heat,12345,暖气,Heat,12345,D12345b,供热公司,暖气不热,2027-05-01,2027-04-01',
      'gas,12345,燃气,Gas,12345,D12345b,燃气公司,(煤气,,',
    ];
    expect(readSheet(lines.join('\n'))).toEqual({
      ok: false,
      faults: [
        { line: 3, column: 'id', problem: 'badId' },
        { line: 4, column: 'side', problem: 'unknownValue' },
        { line: 4, column: 'route', problem: 'unknownValue' },
        { line: 4, column: 'clause', problem: 'unknownValue' },
        { line: 4, column: 'validFrom', problem: 'badDay' },
        { line: 5, column: 'zh', problem: 'empty' },
        { line: 6, column: 'validUntil', problem: 'daysReversed' },
        { line: 7, column: 'cues', problem: 'badCue' },
        { line: 7, column: 'id', problem: 'idTwice' },
      ],
    });
  });

  it('says what is missing, and where a quote was never closed', () => {
    expect(readSheet('a,b\n1,2')).toEqual({ ok: false, faults: [{ line: 1, column: null, problem: 'noHeader' }] });
    expect(readSheet(`${head.replace(',提示语', '')}\n${good}`)).toEqual({
      ok: false,
      faults: [{ line: 1, column: 'cues', problem: 'columnMissing' }],
    });
    expect(readSheet(`${head}\ngas,12345,"燃气\n`)).toMatchObject({ faults: [{ line: 2, problem: 'openQuote' }] });
  });
});

describe('a list as JSON', () => {
  it('names the line on which a faulty matter begins', () => {
    const lines = listJsonOf({ version: '1', matters: matters.slice(0, 3) }).split('\n');
    const broken = lines.map((line) => line.replace('"ask-household-id"', '"ASK {"'));
    expect(readListJson(broken.join('\n'))).toEqual({
      ok: false,
      faults: [{ line: 5, column: 'id', problem: 'badId' }],
    });
  });

  it('says on which line it is no JSON, or that it is no list', () => {
    expect(readListJson('{\n"matters": [\n,]}')).toMatchObject({ faults: [{ line: 3, problem: 'notAList' }] });
    expect(readListJson('[]')).toMatchObject({ faults: [{ line: 1, problem: 'notAList' }] });
  });
});
