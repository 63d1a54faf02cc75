import sharp from 'sharp';
import type { SeededRandom } from '../seeded-random.ts';

const COLOURS = ['#7a8b6f', '#8a7f72', '#6f7f8b', '#9a8a6a', '#7d7d86', '#a89c94'] as const;
const [WIDTH, HEIGHT] = [1200, 900];

/** Flat shapes before a wall: a picture that nobody takes for a photograph of a real courtyard. */
export function demoPicture(random: SeededRandom): Promise<Buffer> {
  const area = (width: number, height: number, background: string) => ({ create: { width, height, channels: 3 as const, background } });
  const wall = { input: area(WIDTH, 560, random.pick(COLOURS)), left: 0, top: 0 };
  const things = Array.from({ length: 8 }, () => {
    const [width, height] = [random.between(60, 260), random.between(60, 240)];
    return { input: area(width, height, random.pick(COLOURS)), left: random.between(20, WIDTH - width - 20), top: random.between(380, HEIGHT - height - 20) };
  });
  return sharp(area(WIDTH, HEIGHT, '#d9dcdf')).composite([wall, ...things]).jpeg({ quality: 80 }).toBuffer();
}
