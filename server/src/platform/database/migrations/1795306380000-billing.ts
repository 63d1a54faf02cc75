import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable } from '../database.ts';
import { bigInteger, date, flag, integer, nullable, oneOf, primary, text, uuid } from './columns.ts';

const month = (name: string) => text(name, 7);

/** Fee standards and areas, bills by month, what was taken for them, reminders and requests for invoices. */
export class Billing1795306380000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await fees(runner);
    await bills(runner);
    await collections(runner);
    await createTable(runner, {
      name: 'bill_reminder',
      columns: [primary(uuid('household_id')), primary(uuid('provider_id')), bigInteger('reminded_ms')],
    });
    await createTable(runner, {
      name: 'invoice_request',
      columns: [
        primary(uuid('id')), uuid('bill_id'), nullable(uuid('live_of')), uuid('estate_id'), uuid('provider_id'), nullable(uuid('resident_id')), text('title_kind', 8), text('title', 100),
        nullable(text('tax_number', 18)), bigInteger('amount_fen'), text('status', 12), bigInteger('requested_ms'), nullable(bigInteger('decided_ms')), nullable(text('refused_for', 200)),
        nullable(uuid('file_id')), integer('version'),
      ],
      uniques: [{ name: 'uq_invoice_request_live', columnNames: ['live_of'] }],
      indices: [
        { name: 'ix_invoice_request_desk', columnNames: ['estate_id', 'provider_id', 'requested_ms'] },
        { name: 'ix_invoice_request_waiting', columnNames: ['provider_id', 'status', 'requested_ms'] },
        { name: 'ix_invoice_request_bill', columnNames: ['bill_id'] },
        { name: 'ix_invoice_request_resident', columnNames: ['resident_id'] },
      ],
      checks: [
        { name: 'ck_invoice_request_status', expression: oneOf('status', ['requested', 'issued', 'refused']) },
        { name: 'ck_invoice_request_title_kind', expression: oneOf('title_kind', ['person', 'company']) },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'invoice_request', 'bill_reminder', 'bill_refund', 'bill_collection_voucher', 'bill_collection', 'bill_month', 'bill_line', 'bill', 'billing_desk',
      'fee_area', 'fee_discount_household', 'fee_discount', 'fee_standard',
    ]) await runner.dropTable(table);
  }
}

async function fees(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'fee_standard',
    columns: [
      primary(uuid('id')), uuid('estate_id'), uuid('provider_id'), text('name', 40), text('basis', 8), integer('rate_fen'), month('from_month'), nullable(month('until_month')), integer('version'),
    ],
    indices: [{ name: 'ix_fee_standard_estate', columnNames: ['estate_id', 'from_month'] }],
    checks: [
      { name: 'ck_fee_standard_basis', expression: oneOf('basis', ['area', 'fixed']) },
      { name: 'ck_fee_standard_rate', expression: 'rate_fen > 0' },
      { name: 'ck_fee_standard_months', expression: 'until_month IS NULL OR until_month >= from_month' },
    ],
  });
  await createTable(runner, {
    name: 'fee_discount',
    columns: [primary(uuid('id')), uuid('standard_id'), text('name', 40), integer('permille_off'), month('from_month'), nullable(month('until_month')), flag('is_for_all')],
    indices: [{ name: 'ix_fee_discount_standard', columnNames: ['standard_id'] }],
    checks: [{ name: 'ck_fee_discount_permille', expression: 'permille_off BETWEEN 1 AND 1000' }],
  });
  await createTable(runner, { name: 'fee_discount_household', columns: [primary(uuid('discount_id')), primary(uuid('household_id'))] });
  await createTable(runner, {
    name: 'fee_area',
    columns: [primary(uuid('household_id')), primary(uuid('provider_id')), uuid('estate_id'), integer('area_centi_sqm'), integer('version')],
    indices: [{ name: 'ix_fee_area_estate', columnNames: ['estate_id', 'provider_id'] }],
    checks: [{ name: 'ck_fee_area', expression: 'area_centi_sqm > 0' }],
  });
}

async function bills(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'billing_desk',
    columns: [primary(uuid('estate_id')), primary(uuid('provider_id')), integer('number'), integer('bills'), integer('version')],
    uniques: [{ name: 'uq_billing_desk_number', columnNames: ['number'] }],
  });
  await createTable(runner, {
    name: 'bill',
    columns: [
      primary(uuid('id')), text('number', 24), uuid('estate_id'), uuid('provider_id'), uuid('household_id'), text('origin', 12), month('from_month'), month('until_month'),
      bigInteger('amount_fen'), bigInteger('refunded_fen'), text('status', 16), date('due_on'), nullable(uuid('order_id')), integer('collections'), nullable(text('voided_for', 200)),
      integer('told_stage'), bigInteger('issued_ms'), integer('version'),
    ],
    uniques: [{ name: 'uq_bill_number', columnNames: ['number'] }],
    indices: [
      { name: 'ix_bill_desk', columnNames: ['estate_id', 'provider_id', 'issued_ms', 'number'] },
      { name: 'ix_bill_due', columnNames: ['estate_id', 'provider_id', 'status', 'due_on'] },
      { name: 'ix_bill_household', columnNames: ['household_id', 'provider_id'] },
      { name: 'ix_bill_order', columnNames: ['order_id'] },
      { name: 'ix_bill_notice', columnNames: ['status', 'told_stage', 'due_on'] },
    ],
    checks: [
      { name: 'ck_bill_status', expression: oneOf('status', ['issued', 'paying', 'paid', 'partlyRefunded', 'refunded', 'void']) },
      { name: 'ck_bill_origin', expression: oneOf('origin', ['generated', 'prepaid']) },
      { name: 'ck_bill_months', expression: 'until_month >= from_month' },
      { name: 'ck_bill_amounts', expression: 'amount_fen > 0 AND refunded_fen >= 0 AND refunded_fen <= amount_fen' },
      { name: 'ck_bill_refunded', expression: "(status = 'void') OR (status = 'refunded' AND refunded_fen = amount_fen) OR (status = 'partlyRefunded' AND refunded_fen > 0 AND refunded_fen < amount_fen) OR (status IN ('issued', 'paying', 'paid') AND refunded_fen = 0)" },
      { name: 'ck_bill_paying', expression: "status <> 'paying' OR order_id IS NOT NULL" },
      { name: 'ck_bill_void', expression: "(status = 'void') = (voided_for IS NOT NULL)" },
    ],
  });
  await createTable(runner, {
    name: 'bill_line',
    columns: [
      primary(uuid('bill_id')), primary(integer('sort')), uuid('standard_id'), text('name', 40), text('basis', 8), integer('rate_fen'), nullable(integer('area_centi_sqm')), integer('months'),
      bigInteger('discount_fen'), bigInteger('amount_fen'),
    ],
  });
  await createTable(runner, {
    name: 'bill_month',
    columns: [primary(uuid('bill_id')), primary(month('month')), uuid('estate_id'), uuid('provider_id'), uuid('household_id'), bigInteger('amount_fen'), nullable(integer('live'))],
    uniques: [{ name: 'uq_bill_month_live', columnNames: ['household_id', 'provider_id', 'month', 'live'] }],
    indices: [{ name: 'ix_bill_month_estate', columnNames: ['estate_id', 'provider_id', 'month'] }],
    checks: [{ name: 'ck_bill_month_live', expression: 'live IS NULL OR live = 1' }],
  });
}

async function collections(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'bill_collection',
    columns: [
      primary(uuid('id')), uuid('bill_id'), nullable(uuid('live_of')), text('channel', 8), bigInteger('amount_fen'), date('paid_on'), text('receipt_number', 28), nullable(uuid('order_id')),
      nullable(uuid('collector_id')), text('note', 200), bigInteger('recorded_ms'), nullable(date('reversed_on')), nullable(text('reversed_for', 200)),
    ],
    uniques: [
      { name: 'uq_bill_collection_receipt', columnNames: ['receipt_number'] },
      { name: 'uq_bill_collection_live', columnNames: ['live_of'] },
    ],
    indices: [{ name: 'ix_bill_collection_bill', columnNames: ['bill_id'] }],
    checks: [
      { name: 'ck_bill_collection_channel', expression: oneOf('channel', ['wechat', 'cash', 'transfer']) },
      { name: 'ck_bill_collection_order', expression: "(channel = 'wechat') = (order_id IS NOT NULL)" },
      { name: 'ck_bill_collection_reversed', expression: '(live_of IS NULL) = (reversed_on IS NOT NULL)' },
    ],
  });
  await createTable(runner, { name: 'bill_collection_voucher', columns: [primary(uuid('collection_id')), primary(uuid('file_id')), integer('sort')] });
  await createTable(runner, {
    name: 'bill_refund',
    columns: [primary(uuid('id')), uuid('bill_id'), bigInteger('amount_fen'), date('refunded_on'), text('reason', 200), bigInteger('recorded_ms')],
    indices: [{ name: 'ix_bill_refund_bill', columnNames: ['bill_id'] }],
    checks: [{ name: 'ck_bill_refund_amount', expression: 'amount_fen > 0' }],
  });
}
