import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable } from '../database.ts';
import { bigInteger, date, integer, longText, nullable, oneOf, primary, text, uuid } from './columns.ts';

/** Photographs, from their first piece to their erasure, and how much somebody has sent on a day. */
export class Files1795306300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'file_photo',
      columns: [
        primary(uuid('id')), uuid('object_id'), text('owner', 60), text('state', 16), integer('bytes'), integer('received'), longText('piece_sums'),
        bigInteger('started_ms'), nullable(text('subject', 80)), text('check_state', 16), nullable(integer('width')), nullable(integer('height')),
      ],
      uniques: [{ name: 'uq_file_photo_object', columnNames: ['object_id'] }],
      indices: [
        { name: 'ix_file_photo_state', columnNames: ['state', 'subject', 'started_ms'] },
        { name: 'ix_file_photo_owner', columnNames: ['owner'] },
      ],
      checks: [
        { name: 'ck_file_photo_state', expression: oneOf('state', ['uploading', 'ready', 'erased']) },
        { name: 'ck_file_photo_check', expression: oneOf('check_state', ['passed', 'checking', 'refused']) },
        { name: 'ck_file_photo_received', expression: 'received >= 0 AND received <= bytes' },
        { name: 'ck_file_photo_ready', expression: "state <> 'ready' OR (width >= 1 AND height >= 1 AND received = bytes)" },
      ],
    });
    await createTable(runner, {
      name: 'file_upload_day',
      columns: [primary(text('owner', 60)), primary(date('day')), integer('photos'), bigInteger('bytes')],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('file_upload_day');
    await runner.dropTable('file_photo');
  }
}
