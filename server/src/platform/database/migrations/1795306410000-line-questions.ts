import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable } from '../database.ts';
import { bigInteger, date, flag, integer, nullable, oneOf, primary, text, uuid } from './columns.ts';

/** What households ask about published accounts, and what is answered in public. */
export class LineQuestions1795306410000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'line_question',
      columns: [
        primary(uuid('id')), uuid('statement_id'), uuid('estate_id'), uuid('street_id'), uuid('community_id'), text('body', 20), uuid('body_id'), text('period', 6), text('kind', 24),
        nullable(uuid('line_id')), nullable(uuid('author_id')), nullable(uuid('household_id')), text('words', 200), text('status', 12), bigInteger('asked_ms'), date('asked_on'),
        integer('nth_of_day'), nullable(bigInteger('passed_ms')), nullable(bigInteger('due_ms')), { ...flag('is_overdue_told'), default: false },
        nullable(text('answer', 500)), nullable(bigInteger('answered_ms')), nullable(uuid('answered_by')), bigInteger('urgency'), nullable(uuid('complaint_id')), integer('version'),
      ],
      uniques: [
        { name: 'uq_line_question_nth', columnNames: ['author_id', 'asked_on', 'nth_of_day'] },
        { name: 'uq_line_question_complaint', columnNames: ['complaint_id'] },
      ],
      indices: [
        { name: 'ix_line_question_book', columnNames: ['estate_id', 'body', 'body_id', 'period', 'passed_ms'] },
        { name: 'ix_line_question_author', columnNames: ['author_id', 'asked_ms'] },
        { name: 'ix_line_question_urgency', columnNames: ['urgency', 'id'] },
        { name: 'ix_line_question_due', columnNames: ['status', 'due_ms'] },
        { name: 'ix_line_question_line', columnNames: ['line_id'] },
      ],
      checks: [
        { name: 'ck_line_question_status', expression: oneOf('status', ['asked', 'refused', 'open', 'answered']) },
        // nobody reads what was not passed, and what was passed has a deadline
        { name: 'ck_line_question_passed', expression: "(status IN ('asked', 'refused') AND passed_ms IS NULL AND due_ms IS NULL) OR (status IN ('open', 'answered') AND passed_ms IS NOT NULL AND due_ms IS NOT NULL)" },
        { name: 'ck_line_question_answer', expression: "(status = 'answered' AND answer IS NOT NULL AND answered_ms IS NOT NULL AND answered_by IS NOT NULL) OR (status <> 'answered' AND answer IS NULL AND answered_ms IS NULL AND answered_by IS NULL)" },
        { name: 'ck_line_question_complaint', expression: "complaint_id IS NULL OR status IN ('open', 'answered')" },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('line_question');
  }
}
