import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable } from '../database.ts';
import { bigInteger, integer, longText, primary, text, uuid } from './columns.ts';

/** The audit log, attempts and job leases. */
export class Platform1795305600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'audit_line',
      columns: [primary(integer('sequence')), bigInteger('at'), text('actor', 64), text('action', 40), text('subject', 80), longText('facts'), text('hash', 64)],
    });
    await createTable(runner, { name: 'audit_head', columns: [primary(integer('id')), integer('sequence'), text('hash', 64)] });
    await runner.query(`INSERT INTO audit_head (id, sequence, hash) VALUES (1, 0, '${'0'.repeat(64)}')`);
    await createTable(runner, { name: 'throttle', columns: [primary(text('id', 64)), integer('taken'), bigInteger('window_ends_ms')] });
    await createTable(runner, {
      name: 'job_lease',
      columns: [primary(text('name', 60)), uuid('holder'), bigInteger('leased_until_ms'), bigInteger('next_run_ms')],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['job_lease', 'throttle', 'audit_head', 'audit_line']) await runner.dropTable(table);
  }
}
