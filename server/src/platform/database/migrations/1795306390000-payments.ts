import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable } from '../database.ts';
import { bigInteger, flag, integer, nullable, oneOf, primary, text, uuid } from './columns.ts';

/** Merchants, orders of WeChat Pay with their bills, refunds, notifications that were entered, delivery reports. */
export class Payments1795306390000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'payment_merchant',
      columns: [primary(uuid('provider_id')), text('mode', 8), text('mchid', 32), flag('is_active'), integer('version')],
      uniques: [{ name: 'uq_payment_merchant_mchid', columnNames: ['mchid'] }],
      checks: [{ name: 'ck_payment_merchant_mode', expression: oneOf('mode', ['partner', 'direct']) }],
    });
    await createTable(runner, {
      name: 'payment_order',
      columns: [
        primary(uuid('id')), text('number', 32), uuid('estate_id'), uuid('provider_id'), uuid('household_id'), nullable(uuid('resident_id')), text('scene', 8), bigInteger('amount_fen'),
        text('merchant_mode', 8), text('mchid', 32), text('description', 127), text('status', 8), integer('version'), nullable(text('prepay_id', 128)), nullable(text('code_url', 512)),
        bigInteger('created_ms'), bigInteger('expires_ms'), nullable(bigInteger('closed_ms')), nullable(text('transaction_id', 64)), nullable(bigInteger('paid_ms')),
        nullable(bigInteger('entered_ms')), nullable(bigInteger('differing_fen')), integer('tries'), nullable(bigInteger('next_due_ms')), bigInteger('looked_ms'),
      ],
      uniques: [
        { name: 'uq_payment_order_number', columnNames: ['number'] },
        { name: 'uq_payment_order_transaction', columnNames: ['transaction_id'] },
      ],
      indices: [
        { name: 'ix_payment_order_due', columnNames: ['next_due_ms'] },
        { name: 'ix_payment_order_provider', columnNames: ['provider_id', 'estate_id', 'created_ms'] },
        { name: 'ix_payment_order_resident', columnNames: ['resident_id'] },
        { name: 'ix_payment_order_merchant', columnNames: ['mchid', 'paid_ms'] },
      ],
      checks: [
        { name: 'ck_payment_order_status', expression: oneOf('status', ['created', 'open', 'closing', 'closed', 'paid']) },
        { name: 'ck_payment_order_scene', expression: oneOf('scene', ['jsapi', 'native']) },
        { name: 'ck_payment_order_mode', expression: oneOf('merchant_mode', ['partner', 'direct']) },
        { name: 'ck_payment_order_amount', expression: 'amount_fen > 0' },
        { name: 'ck_payment_order_entered', expression: "(transaction_id IS NULL AND paid_ms IS NULL AND entered_ms IS NULL AND status <> 'paid') OR (transaction_id IS NOT NULL AND paid_ms IS NOT NULL AND entered_ms IS NOT NULL AND status IN ('paid', 'closed'))" },
        { name: 'ck_payment_order_closed', expression: "(status = 'closed' AND closed_ms IS NOT NULL) OR (status <> 'closed' AND closed_ms IS NULL)" },
      ],
    });
    await createTable(runner, {
      name: 'payment_order_bill',
      columns: [primary(uuid('order_id')), primary(uuid('bill_id')), text('bill_number', 24), bigInteger('amount_fen'), bigInteger('asked_back_fen'), bigInteger('refunded_fen')],
      indices: [{ name: 'ix_payment_order_bill_bill', columnNames: ['bill_id'] }],
      checks: [{ name: 'ck_payment_order_bill_amounts', expression: 'amount_fen > 0 AND refunded_fen >= 0 AND refunded_fen <= asked_back_fen AND asked_back_fen <= amount_fen' }],
    });
    await createTable(runner, {
      name: 'payment_refund',
      columns: [
        primary(uuid('id')), text('number', 64), uuid('order_id'), nullable(uuid('bill_id')), bigInteger('amount_fen'), text('reason', 80), text('origin', 12), text('status', 12),
        text('requested_by', 42), bigInteger('requested_ms'), nullable(bigInteger('succeeded_ms')), nullable(text('refused_for', 64)), integer('tries'), nullable(bigInteger('next_due_ms')),
      ],
      uniques: [{ name: 'uq_payment_refund_number', columnNames: ['number'] }],
      indices: [
        { name: 'ix_payment_refund_order', columnNames: ['order_id'] },
        { name: 'ix_payment_refund_due', columnNames: ['next_due_ms'] },
      ],
      checks: [
        { name: 'ck_payment_refund_status', expression: oneOf('status', ['requested', 'processing', 'succeeded', 'abnormal', 'closed']) },
        { name: 'ck_payment_refund_origin', expression: "(origin = 'firm' AND bill_id IS NOT NULL) OR (origin = 'latePayment' AND bill_id IS NULL)" },
        { name: 'ck_payment_refund_amount', expression: 'amount_fen > 0' },
        { name: 'ck_payment_refund_succeeded', expression: "(status = 'succeeded' AND succeeded_ms IS NOT NULL) OR (status <> 'succeeded' AND succeeded_ms IS NULL)" },
      ],
    });
    await createTable(runner, {
      name: 'payment_event',
      columns: [primary(text('id', 64)), bigInteger('received_ms')],
      indices: [{ name: 'ix_payment_event_received', columnNames: ['received_ms'] }],
    });
    await createTable(runner, {
      name: 'payment_delivery',
      columns: [primary(uuid('order_id')), text('status', 8), integer('tries'), bigInteger('due_ms')],
      indices: [{ name: 'ix_payment_delivery_due', columnNames: ['status', 'due_ms'] }],
      checks: [{ name: 'ck_payment_delivery_status', expression: oneOf('status', ['pending', 'sent', 'failed']) }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['payment_delivery', 'payment_event', 'payment_refund', 'payment_order_bill', 'payment_order', 'payment_merchant']) await runner.dropTable(table);
  }
}
