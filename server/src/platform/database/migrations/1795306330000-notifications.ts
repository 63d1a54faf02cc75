import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable } from '../database.ts';
import { bigInteger, integer, longText, nullable, oneOf, primary, text, uuid } from './columns.ts';

/** What residents are told, the outbox of WeChat's messages, and what WeChat pushes to us. */
export class Notifications1795306330000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'notice',
      columns: [
        primary(uuid('id')), uuid('resident_id'), text('event_key', 120), text('title', 60), text('text', 500), text('path', 200),
        bigInteger('told_ms'), nullable(bigInteger('read_ms')),
      ],
      uniques: [{ name: 'uq_notice_event', columnNames: ['resident_id', 'event_key'] }],
      indices: [{ name: 'ix_notice_resident', columnNames: ['resident_id', 'told_ms', 'id'] }],
    });
    await createTable(runner, {
      name: 'notice_push',
      columns: [primary(uuid('notice_id')), uuid('resident_id'), text('status', 16), integer('tries'), bigInteger('told_ms'), bigInteger('due_ms')],
      indices: [{ name: 'ix_notice_push_due', columnNames: ['status', 'due_ms'] }, { name: 'ix_notice_push_resident', columnNames: ['resident_id'] }],
      checks: [{ name: 'ck_notice_push_status', expression: oneOf('status', ['pending', 'sending', 'sent', 'notSubscribed', 'failed', 'unknown', 'expired']) }],
    });
    await createTable(runner, {
      name: 'wechat_event',
      columns: [primary(text('id', 64)), text('event', 60), longText('fields'), text('status', 12), integer('tries'), bigInteger('received_ms'), bigInteger('due_ms')],
      indices: [{ name: 'ix_wechat_event_due', columnNames: ['status', 'due_ms'] }],
      checks: [{ name: 'ck_wechat_event_status', expression: oneOf('status', ['stored', 'handled', 'failed']) }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['wechat_event', 'notice_push', 'notice']) await runner.dropTable(table);
  }
}
