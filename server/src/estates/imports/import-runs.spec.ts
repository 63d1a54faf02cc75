import { describe, expect, it } from '@jest/globals';
import { StoppedClock } from '../../platform/platform.testing.ts';
import { type ImportProgress, ImportRuns } from './import-runs.ts';

const RUN = '6f0a2d1c-6a0f-4a7e-9a3e-0d9b1c2f3a4b';

describe('import runs', () => {
  /** A run that stands still until the test lets it go on. */
  const held = (runs: ImportRuns, staffId: string, run: string | undefined) => {
    let [progress, release]: [ImportProgress | undefined, () => void] = [undefined, () => undefined];
    const ended = runs.follow(staffId, run, (own) => {
      progress = own;
      return new Promise<string>((resolve) => { release = () => resolve('done'); });
    });
    return { progress: progress!, end: () => { release(); return ended; } };
  };

  it('tell the phase and how far it is, to nobody but who started it', async () => {
    const runs = new ImportRuns(new StoppedClock());
    const { progress, end } = held(runs, 'me', RUN);
    expect(runs.find('me', RUN)).toEqual({ phase: 'reading', done: 0, total: null });
    progress.begin('writing', 100);
    progress.count(40);
    expect(runs.find('me', RUN)).toEqual({ phase: 'writing', done: 40, total: 100 });
    expect([runs.find('you', RUN), runs.find('me', RUN.replace('6', '7'))]).toEqual([undefined, undefined]);
    expect(await end()).toBe('done');
    expect(runs.find('me', RUN)).toEqual({ phase: 'ended', done: 40, total: 100 });
  });

  it('end when the import is refused, too', async () => {
    const runs = new ImportRuns(new StoppedClock());
    await expect(runs.follow('me', RUN, () => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
    expect(runs.find('me', RUN)?.phase).toBe('ended');
  });

  it('are forgotten some minutes after their end, and never are more than five hundred', async () => {
    const clock = new StoppedClock();
    const runs = new ImportRuns(clock);
    const long = held(runs, 'me', 'long');
    await runs.follow('me', 'short', () => Promise.resolve());
    clock.pass(11 * 60);
    await runs.follow('me', 'other', () => Promise.resolve());
    expect([runs.find('me', 'short'), runs.find('me', 'long')?.phase]).toEqual([undefined, 'reading']);
    for (let i = 0; i < 600; i += 1) await runs.follow('me', `many ${i}`, () => Promise.resolve());
    const known = Array.from({ length: 600 }, (_, i) => runs.find('me', `many ${i}`)).filter(Boolean);
    expect([known.length, runs.find('me', 'many 599')?.phase]).toEqual([500, 'ended']);
    await long.end();
  });

  it('of one account under one id: the later one counts', async () => {
    const runs = new ImportRuns(new StoppedClock());
    const [first, second] = [held(runs, 'me', RUN), held(runs, 'me', RUN)];
    second.progress.begin('comparing', 5);
    await first.end();
    expect(runs.find('me', RUN)).toEqual({ phase: 'comparing', done: 0, total: 5 });
    await second.end();
  });
});
