/**
 * The JSON of an entity, made once: its log line and its row carry the same text. Entities are never changed, only replaced, so the
 * text of one stays true as long as it lives.
 */
export function jsonTextOf(entity: object): string {
  const known = texts.get(entity);
  if (known !== undefined) return known;
  const text = JSON.stringify(entity);
  texts.set(entity, text);
  return text;
}

const texts = new WeakMap<object, string>();
