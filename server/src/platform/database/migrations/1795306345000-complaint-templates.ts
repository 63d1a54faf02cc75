import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable } from '../database.ts';
import { bigInteger, integer, primary, text, uuid } from './columns.ts';

/** What a firm answers often. The slot is a number from 1 to 50 within the firm: its key is what keeps a fifty-first out. */
export class ComplaintTemplates1795306345000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'complaint_template',
      columns: [
        primary(uuid('id')), uuid('provider_id'), integer('slot'), text('title', 30), text('text', 500), integer('version'),
        uuid('written_by'), bigInteger('written_ms'),
      ],
      uniques: [{ name: 'uq_complaint_template_slot', columnNames: ['provider_id', 'slot'] }],
      checks: [{ name: 'ck_complaint_template_slot', expression: 'slot >= 1 AND slot <= 50' }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('complaint_template');
  }
}
