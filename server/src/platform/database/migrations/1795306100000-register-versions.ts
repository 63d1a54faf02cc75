import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A provider may be edited by two. Plain SQL, here and in the next ones: TypeORM adds a column on SQLite by copying the
 * table, and every engine can do it in place.
 */
export class RegisterVersions1795306100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE provider ADD COLUMN version int NOT NULL DEFAULT 1');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE provider DROP COLUMN version');
  }
}
