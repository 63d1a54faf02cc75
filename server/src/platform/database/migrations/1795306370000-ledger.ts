import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable } from '../database.ts';
import { bigInteger, date, integer, nullable, oneOf, primary, text, uuid } from './columns.ts';

const KINDS = ['opening', 'wechatFee', 'wechatRefund', 'cashFee', 'transferFee', 'latePayment', 'lateRefund', 'declared'];

/** Books with their entries, postings and closings. */
export class Ledger1795306370000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'ledger_book',
      columns: [
        primary(uuid('id')), uuid('estate_id'), text('body', 20), text('body_id', 36), integer('version'), integer('entries'), text('head', 64), nullable(date('closed_through')),
      ],
      uniques: [{ name: 'uq_ledger_book', columnNames: ['estate_id', 'body', 'body_id'] }],
      checks: [
        { name: 'ck_ledger_book_body', expression: "(body = 'provider' AND body_id <> '') OR (body IN ('committee', 'communityService') AND body_id = '')" },
        { name: 'ck_ledger_book_entries', expression: 'entries >= 0 AND entries <= version' },
      ],
    });
    await createTable(runner, {
      name: 'ledger_entry',
      columns: [
        primary(uuid('id')), uuid('book_id'), integer('sequence'), text('kind', 16), text('of_kind', 16), text('source_key', 100), date('booked_on'), date('happened_on'), text('text', 100),
        text('posted_by', 42), bigInteger('posted_ms'), nullable(uuid('reverses')), text('hash', 64),
      ],
      uniques: [
        { name: 'uq_ledger_entry_sequence', columnNames: ['book_id', 'sequence'] },
        { name: 'uq_ledger_entry_source', columnNames: ['source_key'] },
        { name: 'uq_ledger_entry_reverses', columnNames: ['reverses'] },
      ],
      indices: [{ name: 'ix_ledger_entry_booked', columnNames: ['book_id', 'booked_on'] }],
      checks: [
        { name: 'ck_ledger_entry_kind', expression: oneOf('kind', [...KINDS, 'reversal']) },
        { name: 'ck_ledger_entry_of_kind', expression: oneOf('of_kind', KINDS) },
        { name: 'ck_ledger_entry_reverses', expression: "(kind = 'reversal' AND reverses IS NOT NULL) OR (kind = of_kind AND reverses IS NULL)" },
        { name: 'ck_ledger_entry_sequence', expression: 'sequence >= 1' },
        { name: 'ck_ledger_entry_booked', expression: 'booked_on >= happened_on' },
      ],
    });
    await createTable(runner, {
      name: 'ledger_posting',
      columns: [
        primary(uuid('entry_id')), primary(integer('line')), uuid('book_id'), text('account', 20), date('booked_on'), text('of_kind', 16), bigInteger('amount_fen'),
      ],
      // Sums are read off this index alone: it covers them.
      indices: [{ name: 'ix_ledger_posting_sums', columnNames: ['book_id', 'account', 'booked_on', 'of_kind', 'amount_fen'] }],
      checks: [{ name: 'ck_ledger_posting_amount', expression: 'amount_fen <> 0 AND line >= 1' }],
    });
    await createTable(runner, {
      name: 'ledger_closing',
      columns: [primary(uuid('book_id')), primary(integer('version')), integer('after_entries'), nullable(date('closed_through')), bigInteger('at_ms')],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['ledger_closing', 'ledger_posting', 'ledger_entry', 'ledger_book']) await runner.dropTable(table);
  }
}
