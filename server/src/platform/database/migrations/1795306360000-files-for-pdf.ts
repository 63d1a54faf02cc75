import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable } from '../database.ts';
import { bigInteger, flag, integer, longText, nullable, oneOf, primary, text, uuid } from './columns.ts';

const COLUMNS = 'id, object_id, owner, state, bytes, received, piece_sums, started_ms, subject, check_state, width, height';
const READY_IMAGE = "state <> 'ready' OR (width >= 1 AND height >= 1 AND received = bytes)";
const READY = "state <> 'ready' OR (received = bytes AND (kind = 'pdf' OR (width >= 1 AND height >= 1)))";
const KIND = oneOf('kind', ['image', 'pdf']);

/** A voucher may be a PDF, which has no pixels and may carry data that no page shows. SQLite cannot change a CHECK in place, so there the table is written anew. */
export class FilesForPdf1795306360000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    if (isSqlite(runner)) {
      await rewrite(runner, true);
      return;
    }
    await runner.query("ALTER TABLE file_photo ADD COLUMN kind varchar(8) NOT NULL DEFAULT 'image'");
    await runner.query('ALTER TABLE file_photo ADD COLUMN carries_data boolean NOT NULL DEFAULT false');
    await runner.query('ALTER TABLE file_photo DROP CONSTRAINT ck_file_photo_ready');
    await runner.query(`ALTER TABLE file_photo ADD CONSTRAINT ck_file_photo_ready CHECK (${READY})`);
    await runner.query(`ALTER TABLE file_photo ADD CONSTRAINT ck_file_photo_kind CHECK (${KIND})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DELETE FROM file_photo WHERE kind = 'pdf'");
    if (isSqlite(runner)) {
      await rewrite(runner, false);
      return;
    }
    await runner.query('ALTER TABLE file_photo DROP CONSTRAINT ck_file_photo_kind');
    await runner.query('ALTER TABLE file_photo DROP CONSTRAINT ck_file_photo_ready');
    await runner.query(`ALTER TABLE file_photo ADD CONSTRAINT ck_file_photo_ready CHECK (${READY_IMAGE})`);
    await runner.query('ALTER TABLE file_photo DROP COLUMN carries_data');
    await runner.query('ALTER TABLE file_photo DROP COLUMN kind');
  }
}

const isSqlite = (runner: QueryRunner): boolean => runner.dataSource.options.type === 'better-sqlite3';

/** The new table beside the old one, filled, and put into its place. Names of indices are the whole file's, so they come last. */
async function rewrite(runner: QueryRunner, hasKind: boolean): Promise<void> {
  await createTable(runner, {
    name: 'file_photo_new',
    columns: [
      primary(uuid('id')), uuid('object_id'), text('owner', 60), text('state', 16), integer('bytes'), integer('received'), longText('piece_sums'),
      bigInteger('started_ms'), nullable(text('subject', 80)), text('check_state', 16), nullable(integer('width')), nullable(integer('height')),
      ...(hasKind ? [{ ...text('kind', 8), default: "'image'" }, { ...flag('carries_data'), default: false }] : []),
    ],
    uniques: [{ name: 'uq_file_photo_object', columnNames: ['object_id'] }],
    checks: [
      { name: 'ck_file_photo_state', expression: oneOf('state', ['uploading', 'ready', 'erased']) },
      { name: 'ck_file_photo_check', expression: oneOf('check_state', ['passed', 'checking', 'refused']) },
      { name: 'ck_file_photo_received', expression: 'received >= 0 AND received <= bytes' },
      { name: 'ck_file_photo_ready', expression: hasKind ? READY : READY_IMAGE },
      ...(hasKind ? [{ name: 'ck_file_photo_kind', expression: KIND }] : []),
    ],
  });
  await runner.query(`INSERT INTO file_photo_new (${COLUMNS}) SELECT ${COLUMNS} FROM file_photo`);
  await runner.query('DROP TABLE file_photo');
  await runner.query('ALTER TABLE file_photo_new RENAME TO file_photo');
  await runner.query('CREATE INDEX ix_file_photo_state ON file_photo (state, subject, started_ms)');
  await runner.query('CREATE INDEX ix_file_photo_owner ON file_photo (owner)');
}
