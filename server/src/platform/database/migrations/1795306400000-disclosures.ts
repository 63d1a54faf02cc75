import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable } from '../database.ts';
import { bigInteger, date, flag, integer, longText, nullable, oneOf, primary, text, uuid } from './columns.ts';

const KINDS = [
  'propertyFee', 'parking', 'advertising', 'venueRent', 'parcelLocker', 'baseStation', 'otherCommonIncome', 'subsidy',
  'personnel', 'equipment', 'cleaning', 'greening', 'order', 'office', 'depreciation', 'insurance', 'utilities', 'taxes', 'remuneration', 'otherExpense',
];

/** Statements of income and expense (七(四)): editions with their lines, vouchers and signatures, and how often an estate discloses. */
export class Disclosures1795306400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'statement',
      columns: [
        primary(uuid('id')), uuid('estate_id'), text('body', 20), uuid('body_id'), uuid('street_id'), uuid('community_id'), text('period', 6), date('first_day'), date('last_day'),
        integer('edition'), text('status', 12), integer('version'), flag('is_opening_carried'), nullable(bigInteger('opening_fen')), text('remark', 2000),
        nullable(uuid('corrects_id')), nullable(text('reason', 500)), nullable(uuid('corrected_by_id')), uuid('lines_of'), uuid('ledger_of'), uuid('begun_by'), bigInteger('begun_ms'),
        nullable(bigInteger('submitted_ms')), nullable(text('returned_for', 500)), nullable(date('published_on')), nullable(longText('frozen')), nullable(text('hash', 64)),
      ],
      uniques: [{ name: 'uq_statement_edition', columnNames: ['estate_id', 'body', 'body_id', 'period', 'edition'] }],
      indices: [
        { name: 'ix_statement_street', columnNames: ['street_id', 'status'] },
        { name: 'ix_statement_provider', columnNames: ['body_id', 'status'] },
        { name: 'ix_statement_last_day', columnNames: ['last_day', 'id'] },
      ],
      checks: [
        { name: 'ck_statement_body', expression: oneOf('body', ['provider', 'committee', 'communityService']) },
        { name: 'ck_statement_status', expression: oneOf('status', ['draft', 'submitted', 'returned', 'approved', 'published', 'corrected']) },
        {
          name: 'ck_statement_frozen',
          expression: "(status IN ('draft', 'returned') AND frozen IS NULL AND hash IS NULL) OR (status IN ('submitted', 'approved') AND frozen IS NOT NULL AND hash IS NULL)"
            + " OR (status IN ('published', 'corrected') AND frozen IS NOT NULL AND hash IS NOT NULL AND published_on IS NOT NULL)",
        },
        { name: 'ck_statement_corrects', expression: '(edition = 1 AND corrects_id IS NULL AND reason IS NULL) OR (edition > 1 AND corrects_id IS NOT NULL AND reason IS NOT NULL)' },
        { name: 'ck_statement_corrected', expression: "(status = 'corrected' AND corrected_by_id IS NOT NULL) OR (status <> 'corrected' AND corrected_by_id IS NULL)" },
        { name: 'ck_statement_opening', expression: 'is_opening_carried = false OR opening_fen IS NULL' },
      ],
    });
    await createTable(runner, {
      name: 'statement_declared',
      columns: [primary(uuid('statement_id')), primary(text('kind', 24)), bigInteger('declared_fen'), text('explanation', 500)],
      checks: [{ name: 'ck_statement_declared_kind', expression: oneOf('kind', ['propertyFee']) }],
    });
    await createTable(runner, {
      name: 'statement_line',
      columns: [primary(uuid('id')), uuid('statement_id'), integer('sort'), text('kind', 24), bigInteger('amount_fen'), text('note', 200), integer('vouchers')],
      uniques: [{ name: 'uq_statement_line_sort', columnNames: ['statement_id', 'sort'] }],
      indices: [{ name: 'ix_statement_line_kind', columnNames: ['statement_id', 'kind', 'amount_fen', 'vouchers'] }],
      checks: [
        { name: 'ck_statement_line_kind', expression: oneOf('kind', KINDS.filter((kind) => kind !== 'propertyFee')) }, // what the system counts has no lines
        { name: 'ck_statement_line_amount', expression: 'amount_fen > 0' },
      ],
    });
    await createTable(runner, {
      name: 'statement_voucher',
      columns: [primary(uuid('line_id')), primary(uuid('file_id')), uuid('statement_id'), integer('sort')],
      indices: [{ name: 'ix_statement_voucher_file', columnNames: ['file_id'] }, { name: 'ix_statement_voucher_statement', columnNames: ['statement_id'] }],
    });
    await createTable(runner, {
      name: 'statement_cosign',
      columns: [primary(uuid('statement_id')), text('verdict', 12), text('text', 500), uuid('signed_by'), date('signed_on')],
      checks: [{ name: 'ck_statement_cosign_verdict', expression: oneOf('verdict', ['cosigned', 'objected']) }],
    });
    await createTable(runner, {
      name: 'disclosure_setting',
      columns: [primary(uuid('estate_id')), primary(date('from_day')), text('frequency', 10), uuid('set_by'), bigInteger('set_ms')],
      checks: [{ name: 'ck_disclosure_setting_frequency', expression: oneOf('frequency', ['halfYear', 'quarter']) }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['disclosure_setting', 'statement_cosign', 'statement_voucher', 'statement_line', 'statement_declared', 'statement']) await runner.dropTable(table);
  }
}
