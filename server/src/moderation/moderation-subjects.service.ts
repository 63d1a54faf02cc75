import type { ModerationDecision } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** Shows or drops a text. Runs in the transaction of the decision; a subject that is gone meanwhile is none of its errors. */
export type SubjectHandler = (tx: EntityManager, subject: string, decision: ModerationDecision) => Promise<void>;

/** Whose the texts are: a capability registers the kinds of things it hands in when its module starts. */
@Injectable()
export class ModerationSubjects {
  private readonly handlers = new Map<string, SubjectHandler>();

  /** `prefix` is what stands before the colon of the subject. */
  register(prefix: string, handler: SubjectHandler): void {
    this.handlers.set(prefix, handler);
  }

  async decided(tx: EntityManager, subject: string, decision: ModerationDecision): Promise<void> {
    const handler = this.handlers.get(subject.slice(0, subject.indexOf(':')));
    if (!handler) throw new Error(`nobody owns ${subject}`);
    await handler(tx, subject, decision);
  }
}
