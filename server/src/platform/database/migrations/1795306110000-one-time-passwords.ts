import type { MigrationInterface, QueryRunner } from 'typeorm';

const SEVEN_DAYS_MS = 7 * 86_400_000;

/** Until when a password that somebody else gave is good. Whoever holds one on the day of the upgrade has seven days from then. */
export class OneTimePasswords1795306110000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE staff ADD COLUMN one_time_until_ms bigint NOT NULL DEFAULT 0');
    await runner.query(`UPDATE staff SET one_time_until_ms = ${Date.now() + SEVEN_DAYS_MS} WHERE status = 'invited'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE staff DROP COLUMN one_time_until_ms');
  }
}
