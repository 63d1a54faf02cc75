import { beforeEach, describe, expect, it } from '@jest/globals';
import { StoppedClock } from '../platform/platform.testing.ts';
import { BriefMemory } from './brief-memory.ts';

describe('a brief memory', () => {
  let clock: StoppedClock;
  let memory: BriefMemory<number>;
  let reads: number;
  beforeEach(() => { clock = new StoppedClock(); memory = new BriefMemory(clock); reads = 0; });
  const read = () => Promise.resolve((reads += 1));

  it('reads once for five seconds', async () => {
    expect(await memory.get('a', read)).toBe(1);
    clock.pass(4.999);
    expect(await memory.get('a', read)).toBe(1);
    clock.pass(0.001);
    expect(await memory.get('a', read)).toBe(2);
  });

  it('reads once for all who ask together, and apart for others', async () => {
    expect(await Promise.all([memory.get('a', read), memory.get('a', read), memory.get('b', read)])).toEqual([1, 1, 2]);
  });

  it('does not remember a read that was overtaken by a change', async () => {
    let answer!: (value: number) => void;
    const early = memory.get('a', () => new Promise<number>((resolve) => (answer = resolve)));
    memory.forget('a');
    answer(-1);
    expect(await early).toBe(-1);
    expect(await memory.get('a', read)).toBe(1);
  });

  it('remembers no failure', async () => {
    await expect(memory.get('a', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect(await memory.get('a', read)).toBe(1);
  });

  it('does not trust a clock that was set back', async () => {
    await memory.get('a', read);
    clock.pass(-3600);
    expect(await memory.get('a', read)).toBe(2);
  });

  it('stays small', async () => {
    for (let i = 0; i <= 20_000; i += 1) await memory.get(`key ${i}`, read);
    expect(await memory.get('key 0', read)).toBe(reads);
  });
});
