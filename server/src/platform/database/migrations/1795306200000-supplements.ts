import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A round says whether it was opened again as a supplement. Of rounds that were before this, the audit log says it. */
export class Supplements1795306200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE survey_round ADD COLUMN is_supplement boolean NOT NULL DEFAULT false');
    const lines = (await runner.query("SELECT DISTINCT subject FROM audit_line WHERE action = 'round.supplement'")) as { readonly subject: string }[];
    for (const { subject } of lines) await runner.query('UPDATE survey_round SET is_supplement = true WHERE id = ?', [subject.slice('round:'.length)]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE survey_round DROP COLUMN is_supplement');
  }
}
