import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A deduction may come from a complaint: one that counts from each at most. */
export class Evidence1795306350000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE assessment_deduction ADD COLUMN complaint_id varchar(36) NULL');
    await runner.query('ALTER TABLE assessment_deduction ADD COLUMN complaint_number varchar(16) NULL');
    await runner.query('ALTER TABLE assessment_deduction ADD COLUMN live_complaint_id varchar(36) NULL');
    await runner.query('CREATE UNIQUE INDEX uq_assessment_deduction_complaint ON assessment_deduction (live_complaint_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('assessment_deduction', 'uq_assessment_deduction_complaint');
    for (const column of ['live_complaint_id', 'complaint_number', 'complaint_id']) await runner.query(`ALTER TABLE assessment_deduction DROP COLUMN ${column}`);
  }
}
