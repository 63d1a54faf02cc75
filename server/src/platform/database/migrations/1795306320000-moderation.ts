import { randomUUID } from 'node:crypto';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable } from '../database.ts';
import { bigInteger, integer, longText, nullable, oneOf, primary, text, uuid } from './columns.ts';
import { FIRST_MODERATION_WORDS } from './words/moderation-words.ts';

/** What residents write and photograph before others see it, and the district's list of words with the few it begins with. */
export class Moderation1795306320000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'moderation_item',
      columns: [
        primary(uuid('id')), text('kind', 8), text('subject', 80), text('thing', 90), nullable(uuid('photo_id')), nullable(longText('text')), nullable(text('category', 24)),
        uuid('estate_id'), uuid('street_id'), uuid('community_id'), nullable(uuid('writer_id')), text('state', 8),
        nullable(text('trace_id', 128)), nullable(bigInteger('sent_ms')), nullable(uuid('decided_by')), nullable(bigInteger('decided_ms')),
        integer('version'), bigInteger('created_ms'),
      ],
      uniques: [{ name: 'uq_moderation_item_thing', columnNames: ['thing'] }, { name: 'uq_moderation_item_trace', columnNames: ['trace_id'] }],
      indices: [
        { name: 'ix_moderation_item_state', columnNames: ['state', 'created_ms'] },
        { name: 'ix_moderation_item_subject', columnNames: ['subject'] },
      ],
      checks: [
        { name: 'ck_moderation_item_kind', expression: "(kind = 'text' AND photo_id IS NULL) OR (kind = 'photo' AND photo_id IS NOT NULL AND text IS NULL)" },
        { name: 'ck_moderation_item_state', expression: oneOf('state', ['toSend', 'checking', 'queued', 'passed', 'refused']) },
        // a decision is dated, and the copy of the text is gone with it
        {
          name: 'ck_moderation_item_decided',
          expression: "(state IN ('passed', 'refused') AND decided_ms IS NOT NULL AND text IS NULL) OR (state NOT IN ('passed', 'refused') AND decided_ms IS NULL AND decided_by IS NULL)",
        },
      ],
    });
    await createTable(runner, {
      name: 'moderation_word',
      columns: [primary(uuid('id')), text('word', 60), text('folded', 20), nullable(uuid('added_by')), bigInteger('added_ms')],
      uniques: [{ name: 'uq_moderation_word_folded', columnNames: ['folded'] }],
      indices: [{ name: 'ix_moderation_word_added', columnNames: ['added_ms', 'id'] }],
    });
    // Before anything that people will add, and among themselves in the order they stand in.
    for (const [index, word] of FIRST_MODERATION_WORDS.entries()) {
      await runner.query('INSERT INTO moderation_word (id, word, folded, added_ms) VALUES (?, ?, ?, ?)', [randomUUID(), word, word, FIRST_MODERATION_WORDS.length - index]);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('moderation_word');
    await runner.dropTable('moderation_item');
  }
}
