import type { Block } from '../../shared/routing/model/model.ts';

/** Signed bytes with one scale; what lies beyond it is cut off, so that a few large numbers do not blur all the small ones. */
export function quantise(values: Float32Array, cutAt = 0.9995): Block {
  const sizes = Float32Array.from(values, Math.abs).sort();
  const most = sizes[Math.min(sizes.length - 1, Math.floor(sizes.length * cutAt))] ?? 1;
  const scale = most === 0 ? 1 : most / 127;
  const bytes = Int8Array.from(values, (value) => Math.max(-127, Math.min(127, Math.round(value / scale))));
  return { scale, bytes: Buffer.from(bytes.buffer).toString('base64') };
}

export const rounded = (values: Float32Array): number[] => Array.from(values, (value) => Math.round(value * 1e4) / 1e4);
