import { describe, expect, it } from '@jest/globals';
import { Progress } from './progress.ts';

function drawn(isTTY: boolean): string[] {
  const written: string[] = [];
  const progress = new Progress({ isTTY, write: (text) => written.push(text) }, 1000);
  progress.phase('first');
  for (let i = 0; i < 1000; i += 1) {
    if (i === 500) progress.phase('second');
    progress.add(1);
  }
  progress.finish('done');
  return written;
}

describe('the progress bar', () => {
  it('rewrites one line on a terminal, once for every percent and phase', () => {
    const written = drawn(true);
    expect(written.slice(0, -1).every((text) => text.startsWith('\r') && !text.includes('\n'))).toBe(true);
    expect(written.length).toBeLessThan(110);
    expect(written.slice(-2)).toEqual([expect.stringContaining('100 %  done'), '\n']);
  });

  it('writes a line every tenth into a log', () => {
    const written = drawn(false);
    expect(written.map((line) => Number(/(\d+) %/.exec(line)![1]))).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
    expect(written.every((line) => line.endsWith('\n'))).toBe(true);
    expect(written[7]).toContain('second');
  });
});
