import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable } from '../database.ts';
import { bigInteger, date, flag, integer, nullable, oneOf, primary, text, uuid } from './columns.ts';

/** The register: streets, communities, estates, buildings, households, providers, and what binds a phone to a household. */
export class Estates1795305800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'street', columns: [primary(uuid('id')), text('name', 40)], uniques: [{ name: 'uq_street_name', columnNames: ['name'] }],
    });
    await createTable(runner, {
      name: 'community', columns: [primary(uuid('id')), uuid('street_id'), text('name', 60)],
      uniques: [{ name: 'uq_community_name', columnNames: ['street_id', 'name'] }],
    });
    await this.estates(runner);
    await this.providers(runner);
    await this.households(runner);
  }

  private async estates(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'estate',
      columns: [
        primary(uuid('id')), text('code', 32), text('name', 100), uuid('community_id'), uuid('street_id'), text('address', 200), nullable(integer('built_year')),
        bigInteger('area_centi_sqm'), text('stage', 16), date('stage_date'), text('management_mode', 16), flag('is_synthetic'), integer('version'),
      ],
      uniques: [{ name: 'uq_estate_code', columnNames: ['code'] }],
      indices: [{ name: 'ix_estate_street', columnNames: ['street_id'] }, { name: 'ix_estate_community', columnNames: ['community_id'] }],
      checks: [
        { name: 'ck_estate_stage', expression: oneOf('stage', ['procedures', 'construction', 'trialRun', 'inService']) },
        { name: 'ck_estate_management_mode', expression: oneOf('management_mode', ['professional', 'supported']) },
      ],
    });
    await createTable(runner, {
      name: 'estate_stage_record',
      columns: [primary(uuid('id')), uuid('estate_id'), text('stage', 16), date('date'), bigInteger('recorded_ms'), text('recorded_by', 64)],
      uniques: [{ name: 'uq_estate_stage_record', columnNames: ['estate_id', 'stage'] }],
    });
    await createTable(runner, {
      name: 'building', columns: [primary(uuid('id')), uuid('estate_id'), text('name', 60), integer('sort')],
      uniques: [{ name: 'uq_building_name', columnNames: ['estate_id', 'name'] }],
    });
    await createTable(runner, {
      name: 'building_token',
      columns: [primary(text('token', 32)), uuid('building_id'), nullable(uuid('live_of')), bigInteger('issued_ms'), nullable(bigInteger('voided_ms'))],
      uniques: [{ name: 'uq_building_token_live', columnNames: ['live_of'] }],
      indices: [{ name: 'ix_building_token_building', columnNames: ['building_id'] }],
    });
  }

  private async providers(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'provider', columns: [primary(uuid('id')), text('kind', 16), text('name', 100), text('phone', 32)],
      uniques: [{ name: 'uq_provider_name', columnNames: ['name'] }],
      checks: [{ name: 'ck_provider_kind', expression: oneOf('kind', ['firm', 'unit', 'cityOperator']) }],
    });
    await createTable(runner, {
      name: 'contract',
      columns: [
        primary(uuid('id')), uuid('estate_id'), uuid('provider_id'), nullable(date('signed_date')), nullable(date('filed_date')),
        nullable(date('entry_date')), nullable(date('end_date')), text('phone', 32), flag('is_subsidised'),
      ],
      indices: [{ name: 'ix_contract_estate', columnNames: ['estate_id'] }, { name: 'ix_contract_provider', columnNames: ['provider_id'] }],
    });
  }

  private async households(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'household',
      columns: [primary(uuid('id')), uuid('estate_id'), uuid('building_id'), text('door', 60), integer('door_serial'), integer('version')],
      uniques: [
        { name: 'uq_household_door', columnNames: ['building_id', 'door'] },
        { name: 'uq_household_serial', columnNames: ['building_id', 'door_serial'] },
      ],
      indices: [{ name: 'ix_household_estate', columnNames: ['estate_id'] }],
      checks: [{ name: 'ck_household_door_serial', expression: 'door_serial BETWEEN 1 AND 999' }],
    });
    await createTable(runner, {
      name: 'household_phone', columns: [primary(uuid('household_id')), primary(text('phone_hash', 64))],
      indices: [{ name: 'ix_household_phone_hash', columnNames: ['phone_hash'] }],
    });
    await createTable(runner, {
      name: 'household_code',
      columns: [
        primary(uuid('household_id')), text('code_hash', 64), bigInteger('issued_ms'), text('issued_by', 64),
        nullable(bigInteger('handed_out_ms')), nullable(bigInteger('redeemed_ms')),
      ],
    });
    await createTable(runner, {
      name: 'household_binding',
      columns: [primary(uuid('household_id')), uuid('resident_id'), bigInteger('bound_ms'), text('via', 8)],
      indices: [{ name: 'ix_household_binding_resident', columnNames: ['resident_id'] }],
      checks: [{ name: 'ck_household_binding_via', expression: oneOf('via', ['code', 'phone']) }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'household_binding', 'household_code', 'household_phone', 'household', 'contract', 'provider',
      'building_token', 'building', 'estate_stage_record', 'estate', 'community', 'street',
    ]) await runner.dropTable(table);
  }
}
