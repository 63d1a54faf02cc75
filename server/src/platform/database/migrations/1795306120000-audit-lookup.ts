import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The log is read by thing and by person too: a history is one thing's lines, the newest first. */
export class AuditLookup1795306120000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX ix_audit_line_subject ON audit_line (subject, sequence)');
    await runner.query('CREATE INDEX ix_audit_line_actor ON audit_line (actor, sequence)');
  }

  async down(runner: QueryRunner): Promise<void> {
    const on = runner.dataSource.options.type === 'better-sqlite3' ? '' : ' ON audit_line';
    for (const index of ['ix_audit_line_actor', 'ix_audit_line_subject']) await runner.query(`DROP INDEX ${index}${on}`);
  }
}
