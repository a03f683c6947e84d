/** undefined for what is no JSON: its schema then refuses it, as it would anything else of the wrong shape. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
