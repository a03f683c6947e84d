import { gramKey } from '../../shared/routing/model/features.ts';
import { readLexicon } from '../../shared/routing/model/lexicon.ts';
import { featuresIn, LINEAR_HEADS, type Calibration, type ModelData } from '../../shared/routing/model/model.ts';
import type { Matter } from '../../shared/matter-list/matter-list.ts';
import type { Example } from './corpus.ts';
import { learnHidden } from './hidden.ts';
import { learnLinear, type Lesson } from './linear.ts';
import { quantise, rounded } from './quantise.ts';
import { withSmallTalk } from './variants.ts';
import { vocabularyOf, type Vocabulary } from './vocabulary.ts';

export type Source = {
  readonly lexicon: readonly string[];
  readonly matters: readonly Matter[];
  readonly size: number;
  readonly seed: number;
};

/** Everything that there is to learn from these examples, as it is stored. */
export function learn(examples: readonly Example[], source: Source, calibration: Calibration): ModelData {
  const { lexicon, matters, size, seed } = source;
  const vocabulary = vocabularyOf(examples, lexicon);
  const features = numbered(vocabulary);
  const reader = { features, lexicon: readLexicon(lexicon) };
  const ids = matters.map(({ id }) => id);
  const lessons = withSmallTalk(examples, seed).map((each): Lesson => ({
    features: featuresIn(each.text, each.side, reader),
    targets: [each.route, each.emergency, each.weight, matterTarget(each.matter, ids)],
  }));
  const linear = learnLinear(lessons, features.size, LINEAR_HEADS, seed);
  const hidden = learnHidden(lessons, features.size, [...LINEAR_HEADS, ids.length], size, seed + 1);
  return {
    lexicon,
    grams: vocabulary.grams.join('\n'),
    signs: vocabulary.signs,
    matters: ids,
    matterRoutes: matters.map(({ route }) => route),
    linear: quantise(linear.weights),
    linearBias: rounded(linear.bias),
    hidden: {
      size,
      embedding: quantise(hidden.embedding),
      bias: rounded(hidden.bias),
      out: quantise(hidden.out, 1),
      outBias: rounded(hidden.outBias),
    },
    calibration,
  };
}

function numbered({ grams, signs }: Vocabulary): ReadonlyMap<number | string, number> {
  const features = new Map<number | string, number>();
  for (const gram of grams) features.set(gramKey(gram), features.size);
  for (const sign of signs) features.set(sign, features.size);
  return features;
}

function matterTarget(matter: string | null, ids: readonly string[]): readonly number[] | null {
  const at = matter === null ? -1 : ids.indexOf(matter);
  return at < 0 ? null : ids.map((_, each) => (each === at ? 1 : 0));
}
