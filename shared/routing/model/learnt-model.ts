import { readModel, type Model, type ModelData } from './model.ts';
import data from './model.json' with { type: 'json' };

let model: Model | null = null;

/** What `npm run route:train` learnt; unpacked at the first use, which takes some tens of milliseconds. */
export function learntModel(): Model {
  model ??= readModel(data as ModelData);
  return model;
}
