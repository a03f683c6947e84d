import { readFileSync } from 'node:fs';
import { normalise } from '../../shared/routing/normalise.ts';
import { routes, type CentreKind } from '../../shared/routing/types.ts';
import { readJudged, type Judged } from '../route/judged.ts';

/** One narrative to learn from. Targets are shares that sum to 1. */
export type Example = {
  readonly text: string;
  readonly side: CentreKind;
  readonly judged: Judged;
  readonly route: readonly number[];
  readonly emergency: readonly number[];
  readonly weight: readonly number[];
  /** null: nobody said which matter of the list it is. */
  readonly matter: string | null;
};

export function readCorpus(files: readonly string[]): Example[] {
  return files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line, index) => exampleOf(line, `${file}:${index + 1}`)),
  );
}

function exampleOf(line: string, place: string): Example {
  const read = readJudged(line);
  if (!read.ok) throw new Error(`${place}: ${read.wrong}`);
  const judged = read.value;
  const large = ['较大', '重大', '特别重大'].includes(judged.levels[0] ?? '');
  const none = judged.levels[0] === null;
  return {
    text: normalise(judged.narrative.text).text,
    side: judged.narrative.context.side,
    judged,
    route: routes.map((route) => (route === judged.gold ? 1 : 0)),
    emergency: judged.emergency ? [0, 1] : [1, 0],
    weight: [none ? 1 : 0, none || large ? 0 : 1, large ? 1 : 0],
    matter: judged.matter,
  };
}
