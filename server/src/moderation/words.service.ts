import {
  can, isStaff, LONGEST_MODERATION_WORD, SHORTEST_MODERATION_WORD,
  type Actor, type AddModerationWordBody, type ModerationWordsQuery, type ModerationWordView, type Page, type StaffActor,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { StaffNames } from '../identity/staff-names.service.ts';
import { AuditLog } from '../platform/audit/audit-log.ts';
import { Clock } from '../platform/clock.ts';
import { readCursor, writeCursor } from '../platform/cursor.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Random } from '../platform/random.ts';
import { refuse } from '../platform/refused.ts';
import { folded } from './folded.ts';
import type { ModerationWordRow } from './moderation.entity.ts';
import { moderationWordView } from './moderation.views.ts';
import { type WordPosition, WordsStore } from './words.store.ts';

const PAGE = 50;

/** The district's list of words, kept by headquarters. A hit lets a person read first; it refuses nothing by itself. */
@Injectable()
export class WordsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly words: WordsStore,
    private readonly names: StaffNames,
    private readonly audit: AuditLog,
    private readonly random: Random,
    private readonly clock: Clock,
  ) {}

  /** The list, what was added last first; `search` however it is spaced or spelled. Refuses: OUT_OF_SCOPE, INVALID_CURSOR. */
  async page(actor: Actor, { search = '', cursor, limit = PAGE }: ModerationWordsQuery): Promise<Page<ModerationWordView>> {
    editorOf(actor);
    const after = readCursor(cursor, ['number', 'string']) as WordPosition | undefined;
    return this.unitOfWork.read(async (db) => {
      const found = await this.words.page(db, folded(search), after, limit + 1);
      const shown = found.slice(0, limit);
      const last = shown.at(-1);
      const names = await this.names.names(db, shown.flatMap(({ addedBy }) => addedBy ?? []));
      return {
        items: shown.map((row) => moderationWordView(row, names)),
        total: await this.words.count(db, folded(search)),
        nextCursor: last && found.length > limit ? writeCursor([last.addedMs, last.id]) : null,
      };
    });
  }

  /** Adds a word; one that is there already, however it is spelled, stays as it is. Refuses: OUT_OF_SCOPE, MODERATION_WORD_WRONG, CHANGED_BY_SOMEONE_ELSE. */
  async add(actor: Actor, { word }: AddModerationWordBody): Promise<ModerationWordView> {
    const row = this.row(editorOf(actor), word.trim());
    return this.unitOfWork.run(async (tx) => {
      const isNew = await this.words.insert(tx, row);
      if (isNew) await this.audit.append(tx, { actor, action: 'moderation.addWord', subject: `moderationWord:${row.id}`, facts: { word: row.word } });
      const kept = isNew ? row : ((await this.words.ofFolded(tx, row.folded)) ?? refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' })); // taken off at this moment
      return moderationWordView(kept, await this.names.names(tx, kept.addedBy === null ? [] : [kept.addedBy]));
    });
  }

  /** Takes a word off; one that is not there any more is done. Refuses: OUT_OF_SCOPE. */
  async takeOff(actor: Actor, wordId: string): Promise<void> {
    editorOf(actor);
    await this.unitOfWork.run(async (tx) => {
      const row = await this.words.find(tx, wordId);
      if (!row || !(await this.words.takeOff(tx, wordId))) return;
      await this.audit.append(tx, { actor, action: 'moderation.removeWord', subject: `moderationWord:${wordId}`, facts: { word: row.word } });
    });
  }

  private row({ staffId }: StaffActor, word: string): ModerationWordRow {
    const asCompared = folded(word);
    if (asCompared.length < SHORTEST_MODERATION_WORD || asCompared.length > LONGEST_MODERATION_WORD) refuse({ code: 'MODERATION_WORD_WRONG' });
    return { id: this.random.uuid(), word, folded: asCompared, addedBy: staffId, addedMs: this.clock.now().getTime() };
  }
}

const editorOf = (actor: Actor): StaffActor => (isStaff(actor) && can(actor, 'moderation.editWords') ? actor : refuse({ code: 'OUT_OF_SCOPE' }));
