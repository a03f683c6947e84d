import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { defaultMatterList } from '../shared/matter-list/default-list.ts';
import { calibrate, foretell } from './train/calibrate.ts';
import { readCorpus } from './train/corpus.ts';
import { learn } from './train/learn.ts';

/** `npm run route:train`: learns the routing model from the corpus anew. The same corpus gives the same model. */
const root = path.join(import.meta.dirname, '..');
const corpusFolder = path.join(root, 'training', 'corpus');
const modelFile = path.join(root, 'shared', 'routing', 'model', 'model.json');
const HIDDEN_UNITS = 96;
const SEED = 7;

const files = readdirSync(corpusFolder)
  .filter((name) => name.endsWith('.jsonl'))
  .toSorted()
  .map((name) => path.join(corpusFolder, name));
const examples = readCorpus(files);
const source = {
  lexicon: readFileSync(path.join(root, 'training', 'lexicon.txt'), 'utf8')
    .split('\n')
    .filter((line) => line.includes(':')),
  matters: defaultMatterList.matters,
  size: HIDDEN_UNITS,
  seed: SEED,
};
process.stderr.write(`${examples.length} narratives\n`);
const calibration = calibrate(foretell(examples, source, (fold) => process.stderr.write(`measured ${fold}/5\n`)));
const model = learn(examples, source, calibration);
writeFileSync(modelFile, `${JSON.stringify(model)}\n`);
process.stderr.write(`${JSON.stringify(calibration)}\n`);
