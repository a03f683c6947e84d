import { nativeImage } from 'electron';
import type { NativeImage } from 'electron';

const BACKGROUND = [0x16, 0x5d, 0xc0] as const;
const FOREGROUND = [0xff, 0xff, 0xff] as const;

/** Two joined rings on blue, drawn here so that no picture has to be shipped: the two lines that one click joins. */
export function drawIcon(size: number): NativeImage {
  const pixels = Buffer.alloc(size * size * 4);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const [u, v] = [(x + 0.5) / size, (y + 0.5) / size];
      const [red, green, blue] = isRing(u, v, 0.37) || isRing(u, v, 0.63) ? FOREGROUND : BACKGROUND;
      // Bitmaps are blue, green, red, alpha.
      pixels.set([blue, green, red, isInside(u, v) ? 0xff : 0], (y * size + x) * 4);
    }
  }
  return nativeImage.createFromBitmap(pixels, { width: size, height: size });
}

function isRing(u: number, v: number, centre: number): boolean {
  const distance = Math.hypot(u - centre, v - 0.5);
  return distance > 0.13 && distance < 0.22;
}

/** A square with round corners. */
function isInside(u: number, v: number): boolean {
  const corner = 0.2;
  const [dx, dy] = [Math.max(corner - u, u - (1 - corner), 0), Math.max(corner - v, v - (1 - corner), 0)];
  return Math.hypot(dx, dy) <= corner;
}
