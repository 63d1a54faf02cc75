import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable } from '../database.ts';
import { bigInteger, date, integer, longText, nullable, oneOf, primary, text, uuid } from './columns.ts';

/** Score sheets, one per estate, half-year and contract, and the deductions on them. */
export class Assessments1795306000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'assessment_sheet',
      columns: [
        primary(uuid('id')), text('half_year', 6), uuid('estate_id'), uuid('contract_id'), uuid('provider_id'), uuid('street_id'), uuid('community_id'),
        text('status', 16), integer('version'), bigInteger('opened_ms'), nullable(uuid('submitted_by')), nullable(bigInteger('submitted_ms')),
        nullable(uuid('round_id')), nullable(integer('deci_points')), nullable(text('grade', 16)), nullable(bigInteger('subsidy_fen')), nullable(longText('frozen')),
      ],
      uniques: [{ name: 'uq_assessment_sheet_period', columnNames: ['estate_id', 'half_year', 'contract_id'] }],
      indices: [
        { name: 'ix_assessment_sheet_street', columnNames: ['half_year', 'street_id'] },
        { name: 'ix_assessment_sheet_provider', columnNames: ['half_year', 'provider_id'] },
      ],
      checks: [
        { name: 'ck_assessment_sheet_status', expression: oneOf('status', ['draft', 'submitted']) },
        { name: 'ck_assessment_sheet_grade', expression: oneOf('grade', ['excellent', 'good', 'qualified', 'unqualified']) },
        {
          name: 'ck_assessment_sheet_frozen',
          expression: "(status = 'draft' AND frozen IS NULL) OR (status <> 'draft' AND frozen IS NOT NULL AND deci_points IS NOT NULL AND grade IS NOT NULL AND subsidy_fen IS NOT NULL)",
        },
      ],
    });
    await createTable(runner, {
      name: 'assessment_deduction',
      columns: [
        primary(uuid('id')), uuid('sheet_id'), integer('item'), text('unit', 24), integer('count'), date('date'), text('place', 100), text('text', 500),
        uuid('entered_by'), bigInteger('entered_ms'), integer('version'), nullable(uuid('withdrawn_by')), nullable(bigInteger('withdrawn_ms')),
      ],
      indices: [{ name: 'ix_assessment_deduction_sheet', columnNames: ['sheet_id'] }],
      checks: [
        { name: 'ck_assessment_deduction_item', expression: 'item >= 1 AND item <= 19' }, // item 20 comes from the survey
        { name: 'ck_assessment_deduction_count', expression: 'count >= 1' },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('assessment_deduction');
    await runner.dropTable('assessment_sheet');
  }
}
