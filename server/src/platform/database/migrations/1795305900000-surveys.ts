import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable } from '../database.ts';
import { bigInteger, date, integer, longText, nullable, oneOf, primary, text, uuid } from './columns.ts';

const SCALE = ['verySatisfied', 'satisfied', 'basicallySatisfied', 'neutral', 'dissatisfied', 'veryDissatisfied'];

/** Questionnaires, campaigns, rounds with their frozen register, participation and sealed answers (apart), counted answers. */
export class Surveys1795305900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'survey_questionnaire',
      columns: [primary(integer('version')), text('scale', 16), text('overall', 200), text('intro', 500), longText('topics'), bigInteger('published_ms')],
      checks: [{ name: 'ck_survey_questionnaire_scale', expression: oneOf('scale', ['basically', 'neutral']) }],
    });
    await createTable(runner, {
      name: 'survey_campaign',
      columns: [
        primary(uuid('id')), text('half_year', 6), integer('questionnaire_version'),
        bigInteger('opens_ms'), bigInteger('closes_ms'), bigInteger('supplement_until_ms'),
      ],
      uniques: [{ name: 'uq_survey_campaign_half_year', columnNames: ['half_year'] }],
    });
    await this.rounds(runner);
    await this.answers(runner);
  }

  private async rounds(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'survey_round',
      columns: [
        primary(uuid('id')), uuid('campaign_id'), text('half_year', 6), uuid('estate_id'), text('estate', 120), uuid('street_id'), text('street', 60),
        uuid('community_id'), text('community', 60), integer('questionnaire_version'), text('status', 16), integer('version'),
        bigInteger('opens_ms'), bigInteger('closes_ms'), bigInteger('supplement_until_ms'),
        integer('households'), integer('required'), integer('participated'),
        nullable(uuid('closed_by')), nullable(uuid('certified_by')), nullable(bigInteger('certified_ms')),
        nullable(integer('valid')), nullable(integer('satisfied')), nullable(integer('strictly_satisfied')), nullable(integer('deci_points')), nullable(longText('tally')),
      ],
      uniques: [{ name: 'uq_survey_round_half_year', columnNames: ['estate_id', 'half_year'] }],
      indices: [
        { name: 'ix_survey_round_street', columnNames: ['half_year', 'street_id'] },
        { name: 'ix_survey_round_due', columnNames: ['status', 'closes_ms'] },
      ],
      checks: [
        { name: 'ck_survey_round_status', expression: oneOf('status', ['draft', 'open', 'closed', 'short', 'certified', 'insufficient']) },
        { name: 'ck_survey_round_participated', expression: 'participated >= 0' },
      ],
    });
    await createTable(runner, {
      name: 'survey_round_building',
      columns: [primary(uuid('id')), uuid('round_id'), uuid('building_id'), text('building', 60), integer('sort'), integer('households'), integer('participated')],
      indices: [{ name: 'ix_survey_round_building_round', columnNames: ['round_id'] }],
    });
    await createTable(runner, {
      name: 'survey_roster', withoutRowid: true,
      columns: [primary(uuid('household_id')), primary(uuid('round_id')), uuid('round_building_id')],
    });
    await createTable(runner, { name: 'survey_round_key', columns: [primary(uuid('round_id')), text('wrapped', 120)] });
  }

  private async answers(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'survey_participation', withoutRowid: true,
      columns: [
        primary(uuid('household_id')), primary(uuid('round_id')), text('channel', 10), nullable(uuid('collector_id')),
        nullable(text('device_hash', 64)), nullable(text('network_hash', 64)), date('day'),
      ],
      indices: [{ name: 'ix_survey_participation_round', columnNames: ['round_id', 'channel'] }],
      checks: [{ name: 'ck_survey_participation_channel', expression: oneOf('channel', ['wechat', 'h5', 'door']) }],
    });
    await createTable(runner, {
      name: 'survey_answer', withoutRowid: true,
      columns: [primary(uuid('round_id')), primary(text('seal', 64)), uuid('submission_id'), integer('revision'), text('overall', 24), longText('topics'), longText('comment')],
      checks: [
        { name: 'ck_survey_answer_overall', expression: oneOf('overall', SCALE) },
        { name: 'ck_survey_answer_revision', expression: 'revision >= 1' },
      ],
    });
    await createTable(runner, {
      name: 'survey_counted_answer', withoutRowid: true,
      columns: [primary(uuid('id')), uuid('round_id'), text('overall', 24), longText('topics')],
      indices: [{ name: 'ix_survey_counted_answer_round', columnNames: ['round_id'] }],
      checks: [{ name: 'ck_survey_counted_answer_overall', expression: oneOf('overall', [...SCALE, 'satisfiedSide', 'dissatisfiedSide']) }],
    });
    await createTable(runner, {
      name: 'survey_counted_comment', withoutRowid: true,
      columns: [primary(uuid('id')), uuid('round_id'), longText('comment')],
      indices: [{ name: 'ix_survey_counted_comment_round', columnNames: ['round_id'] }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'survey_counted_comment', 'survey_counted_answer', 'survey_answer', 'survey_participation',
      'survey_round_key', 'survey_roster', 'survey_round_building', 'survey_round', 'survey_campaign', 'survey_questionnaire',
    ]) await runner.dropTable(table);
  }
}
