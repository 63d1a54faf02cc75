import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ImportRunView } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';

/** So many runs are remembered, and for so long after they ended: a page asks every second or so. */
const REMEMBERED = 500;
const REMEMBERED_MS = 10 * 60_000;

/** How far one import is, told by the import itself. */
export class ImportProgress {
  private view: ImportRunView = { phase: 'reading', done: 0, total: null };

  get now(): ImportRunView {
    return this.view;
  }

  begin(phase: ImportRunView['phase'], total: number | null = null): void {
    this.view = { phase, done: 0, total };
  }

  count(done: number): void {
    this.view = { ...this.view, done };
  }

  /** Lets everybody else have a turn: SQLite works on this very thread and would not let go of it by itself. */
  pause(): Promise<void> {
    return nextTurn();
  }

  end(): void {
    this.view = { ...this.view, phase: 'ended' };
  }
}

interface Run {
  readonly progress: ImportProgress;
  endedMs: number | null;
}

/**
 * Imports under way in this process, each by the id that its page made and only for the account that started it. Kept in
 * memory: the import's own answer is what counts, and whoever asks another process is told that it knows nothing.
 */
@Injectable()
export class ImportRuns {
  private readonly runs = new Map<string, Run>();

  constructor(private readonly clock: Clock) {}

  /** Runs the work with a progress of its own; without an id nobody can ask for it. */
  async follow<T>(staffId: string, run: string | undefined, work: (progress: ImportProgress) => Promise<T>): Promise<T> {
    const entry: Run = { progress: new ImportProgress(), endedMs: null };
    if (run !== undefined) this.remember(keyOf(staffId, run), entry);
    try {
      return await work(entry.progress);
    } finally {
      entry.progress.end();
      entry.endedMs = this.nowMs;
    }
  }

  /** Undefined for an id that this account did not give to an import in this process. */
  find(staffId: string, run: string): ImportRunView | undefined {
    return this.runs.get(keyOf(staffId, run))?.progress.now;
  }

  private remember(key: string, entry: Run): void {
    for (const [old, { endedMs }] of this.runs) {
      if ((endedMs !== null && endedMs < this.nowMs - REMEMBERED_MS) || this.runs.size >= REMEMBERED) this.runs.delete(old); // the oldest come first
    }
    this.runs.delete(key);
    this.runs.set(key, entry);
  }

  private get nowMs(): number {
    return this.clock.now().getTime();
  }
}

const keyOf = (staffId: string, run: string): string => `${staffId}|${run}`;
