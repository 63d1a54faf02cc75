import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable } from '../database.ts';
import { bigInteger, date, integer, nullable, oneOf, primary, text, uuid } from './columns.ts';

/** The bills of WeChat's days, as they were compared with our own record, and each difference as a task. */
export class Reconciliation1795306395000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'reconciliation_day',
      columns: [
        primary(uuid('id')), uuid('provider_id'), text('mchid', 32), date('day'), integer('matched'), bigInteger('matched_fen'), bigInteger('refunded_fen'), integer('other_trades'),
        bigInteger('reconciled_ms'),
      ],
      uniques: [{ name: 'uq_reconciliation_day', columnNames: ['mchid', 'day'] }],
      indices: [{ name: 'ix_reconciliation_day_provider', columnNames: ['provider_id', 'day'] }],
    });
    await createTable(runner, {
      name: 'reconciliation_line',
      columns: [
        primary(text('mchid', 32)), primary(date('day')), primary(text('trade', 8)), primary(text('number', 64)), text('order_number', 32), bigInteger('amount_fen'),
        nullable(text('refund_status', 16)), bigInteger('traded_ms'),
      ],
      indices: [{ name: 'ix_reconciliation_line_number', columnNames: ['number'] }],
      checks: [{ name: 'ck_reconciliation_line_trade', expression: oneOf('trade', ['payment', 'refund']) }],
    });
    await createTable(runner, {
      name: 'reconciliation_task',
      columns: [
        primary(uuid('id')), uuid('provider_id'), text('mchid', 32), date('day'), text('trade', 8), text('number', 64), text('finding', 16), nullable(bigInteger('here_fen')),
        nullable(bigInteger('there_fen')), text('status', 16), nullable(text('settled_for', 200)), nullable(text('settled_by', 42)), nullable(bigInteger('settled_ms')), bigInteger('opened_ms'),
        bigInteger('looked_ms'), integer('version'),
      ],
      uniques: [{ name: 'uq_reconciliation_task', columnNames: ['mchid', 'day', 'trade', 'number'] }],
      indices: [
        { name: 'ix_reconciliation_task_provider', columnNames: ['provider_id', 'status', 'day'] },
        { name: 'ix_reconciliation_task_looked', columnNames: ['status', 'looked_ms'] },
      ],
      checks: [
        { name: 'ck_reconciliation_task_finding', expression: oneOf('finding', ['missingHere', 'missingThere', 'amountDiffers']) },
        {
          name: 'ck_reconciliation_task_status',
          expression: "(status = 'open' AND settled_ms IS NULL AND settled_for IS NULL) OR (status = 'settledItself' AND settled_ms IS NOT NULL AND settled_for IS NULL) OR (status = 'settled' AND settled_ms IS NOT NULL AND settled_for IS NOT NULL)",
        },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['reconciliation_task', 'reconciliation_line', 'reconciliation_day']) await runner.dropTable(table);
  }
}
