const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const valueOf = new Uint8Array(128);
for (let value = 0; value < signs.length; value += 1) valueOf[signs.charCodeAt(value)] = value;

/** Signed bytes of a base64 text; neither `Buffer` nor `atob` is known everywhere where a narrative is routed. */
export function signedBytes(text: string): Int8Array {
  const length = Math.floor((text.replace(/=+$/, '').length * 3) / 4);
  const bytes = new Int8Array(length);
  for (let from = 0, at = 0; at < length; from += 4) {
    const four =
      ((valueOf[text.charCodeAt(from)] ?? 0) << 18) |
      ((valueOf[text.charCodeAt(from + 1)] ?? 0) << 12) |
      ((valueOf[text.charCodeAt(from + 2)] ?? 0) << 6) |
      (valueOf[text.charCodeAt(from + 3)] ?? 0);
    for (let shift = 16; shift >= 0 && at < length; shift -= 8, at += 1) bytes[at] = four >> shift;
  }
  return bytes;
}
