import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** How many answered, public questions there are of each line; lines without any are left out. */
export type CountQuestions = (db: EntityManager, lineIds: readonly string[]) => Promise<ReadonlyMap<string, number>>;

/** What a line's reader is told of its questions. They stand above the statements, so they register what is to be asked. */
@Injectable()
export class LineQuestionCounts {
  private ask: CountQuestions = () => Promise.resolve(new Map());

  register(ask: CountQuestions): void {
    this.ask = ask;
  }

  of(db: EntityManager, lineIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return lineIds.length === 0 ? Promise.resolve(new Map()) : this.ask(db, lineIds);
  }
}
