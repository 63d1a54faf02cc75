import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable } from '../database.ts';
import { bigInteger, date, flag, integer, nullable, primary, text, uuid } from './columns.ts';

/** Headquarters' exceptions to the legal working days. */
export class Calendar1795306310000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'calendar_exception',
      columns: [primary(date('date')), nullable(flag('is_working_day')), text('note', 100), integer('version'), uuid('edited_by'), bigInteger('edited_ms')],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('calendar_exception');
  }
}
