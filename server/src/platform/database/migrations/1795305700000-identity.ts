import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable } from '../database.ts';
import { bigInteger, date, integer, nullable, oneOf, primary, text, uuid } from './columns.ts';

/** Residents (phones), staff accounts, sessions, sign-in attempts. */
export class Identity1795305700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'resident',
      columns: [primary(uuid('id')), nullable(text('openid', 64)), date('created_date')],
      uniques: [{ name: 'uq_resident_openid', columnNames: ['openid'] }],
    });
    await createTable(runner, {
      name: 'staff',
      columns: [
        primary(uuid('id')), text('name', 40), text('display_name', 40), text('role', 24), text('scope_level', 12), nullable(uuid('scope_id')),
        text('scope_name', 120), text('password_hash', 160), text('status', 12), integer('version'), bigInteger('last_sign_in_ms'),
      ],
      uniques: [{ name: 'uq_staff_name', columnNames: ['name'] }],
      checks: [
        { name: 'ck_staff_status', expression: oneOf('status', ['invited', 'active', 'disabled']) },
        { name: 'ck_staff_scope', expression: "(scope_level = 'district') = (scope_id IS NULL)" },
      ],
    });
    await createTable(runner, {
      name: 'session',
      columns: [
        primary(uuid('id')), text('refresh_hash', 64), text('kind', 8), uuid('principal_id'),
        bigInteger('created_ms'), bigInteger('expires_ms'), nullable(bigInteger('revoked_ms')),
      ],
      uniques: [{ name: 'uq_session_refresh_hash', columnNames: ['refresh_hash'] }],
      indices: [{ name: 'ix_session_principal', columnNames: ['principal_id'] }, { name: 'ix_session_expires', columnNames: ['expires_ms'] }],
      checks: [{ name: 'ck_session_kind', expression: oneOf('kind', ['wechat', 'h5', 'staff']) }],
    });
    await createTable(runner, { name: 'sign_in', columns: [primary(text('id', 64)), integer('attempts'), bigInteger('locked_until_ms'), bigInteger('last_ms')] });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['sign_in', 'session', 'staff', 'resident']) await runner.dropTable(table);
  }
}
