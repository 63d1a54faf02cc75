import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable } from '../database.ts';
import { bigInteger, flag, integer, longText, nullable, oneOf, primary, text, uuid } from './columns.ts';

const STATUSES = [
  'submitted', 'accepted', 'inProgress', 'awaitingResident', 'resolved', 'reopened', 'referred', 'confirmed', 'closedSilently', 'merged', 'rejected', 'withdrawn',
];

/** Complaints with their steps, pauses, photos and followers. */
export class Complaints1795306340000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'complaint',
      columns: [
        primary(uuid('id')), text('number', 16), uuid('estate_id'), nullable(uuid('building_id')), uuid('street_id'), uuid('community_id'), nullable(uuid('provider_id')),
        text('category', 24), text('spot', 100), flag('is_urgent'), text('channel', 12), nullable(text('external_number', 40)),
        nullable(uuid('author_id')), flag('is_verified'), flag('show_contact'), nullable(longText('contact_cipher')), nullable(text('consent_version', 16)), nullable(bigInteger('consent_ms')),
        text('status', 16), integer('version'), bigInteger('filed_ms'), bigInteger('received_ms'), text('half_year', 6), bigInteger('last_step_ms'), nullable(bigInteger('closed_ms')),
        bigInteger('start_ms'), nullable(bigInteger('acknowledged_ms')), nullable(bigInteger('accepted_ms')), nullable(bigInteger('resolved_ms')),
        nullable(bigInteger('acknowledge_due_ms')), bigInteger('accept_due_ms'), nullable(bigInteger('resolve_due_ms')), nullable(bigInteger('answer_due_ms')),
        nullable(bigInteger('silent_due_ms')), nullable(bigInteger('supervised_until_ms')),
        flag('acknowledge_escalated'), flag('accept_escalated'), flag('resolve_escalated'), flag('supervise_escalated'),
        nullable(text('due_clock', 12)), nullable(bigInteger('due_ms')), nullable(bigInteger('next_due_ms')),
        bigInteger('first_accept_due_ms'), nullable(bigInteger('first_accepted_ms')), nullable(bigInteger('first_resolve_due_ms')), nullable(bigInteger('first_resolved_ms')),
        nullable(bigInteger('referred_ms')),
        text('extension', 12), integer('extension_days'), integer('granted_days'), integer('questions'), flag('has_objected'), integer('times_reopened'),
        nullable(integer('rating')), flag('rating_counts'), nullable(uuid('assignee_id')), nullable(uuid('merged_into')), integer('merges'), integer('followers'),
      ],
      uniques: [
        { name: 'uq_complaint_number', columnNames: ['number'] },
        { name: 'uq_complaint_external_number', columnNames: ['channel', 'external_number'] },
      ],
      indices: [
        { name: 'ix_complaint_estate', columnNames: ['estate_id', 'status'] },
        { name: 'ix_complaint_building', columnNames: ['building_id', 'category'] },
        { name: 'ix_complaint_street', columnNames: ['street_id', 'status'] },
        { name: 'ix_complaint_community', columnNames: ['community_id', 'status'] },
        { name: 'ix_complaint_provider', columnNames: ['provider_id', 'status'] },
        { name: 'ix_complaint_author', columnNames: ['author_id', 'filed_ms'] },
        { name: 'ix_complaint_next_due', columnNames: ['next_due_ms'] },
        { name: 'ix_complaint_half_year', columnNames: ['half_year', 'estate_id'] },
      ],
      checks: [
        { name: 'ck_complaint_status', expression: oneOf('status', STATUSES) },
        { name: 'ck_complaint_channel', expression: oneOf('channel', ['app', 'phone', 'counter', 'hotline12345']) },
        { name: 'ck_complaint_extension', expression: oneOf('extension', ['none', 'requested', 'granted', 'refused']) },
        { name: 'ck_complaint_rating', expression: "rating IS NULL OR (rating >= 1 AND rating <= 5 AND status = 'confirmed')" },
        { name: 'ck_complaint_merged', expression: "(status = 'merged' AND merged_into IS NOT NULL) OR (status <> 'merged' AND merged_into IS NULL)" },
        { name: 'ck_complaint_counts', expression: 'questions >= 0 AND questions <= 2 AND followers >= 0 AND granted_days >= 0 AND granted_days <= 10' },
      ],
    });
    await createTable(runner, {
      name: 'complaint_step',
      columns: [
        primary(uuid('id')), uuid('complaint_id'), integer('sequence'), text('kind', 16), bigInteger('at_ms'), text('side', 8), nullable(text('actor_role', 24)),
        nullable(uuid('actor_id')), text('status', 16), longText('text'), text('text_check', 8), longText('facts'), nullable(text('content_tag', 64)),
      ],
      uniques: [{ name: 'uq_complaint_step_sequence', columnNames: ['complaint_id', 'sequence'] }],
      indices: [{ name: 'ix_complaint_step_actor', columnNames: ['actor_id'] }],
      checks: [
        { name: 'ck_complaint_step_side', expression: oneOf('side', ['resident', 'firm', 'street', 'clock']) },
        { name: 'ck_complaint_step_status', expression: oneOf('status', STATUSES) },
        { name: 'ck_complaint_step_text_check', expression: oneOf('text_check', ['passed', 'checking', 'refused', 'erased']) },
        { name: 'ck_complaint_step_sequence', expression: 'sequence >= 1' },
      ],
    });
    await createTable(runner, {
      name: 'complaint_pause',
      columns: [primary(uuid('step_id')), uuid('complaint_id'), bigInteger('from_ms'), nullable(bigInteger('to_ms'))],
      indices: [{ name: 'ix_complaint_pause_complaint', columnNames: ['complaint_id', 'from_ms'] }],
    });
    await createTable(runner, {
      name: 'complaint_photo',
      columns: [primary(uuid('step_id')), primary(uuid('photo_id')), uuid('complaint_id'), text('slot', 8), integer('sort')],
      indices: [{ name: 'ix_complaint_photo_complaint', columnNames: ['complaint_id'] }],
      checks: [{ name: 'ck_complaint_photo_slot', expression: oneOf('slot', ['before', 'after']) }],
    });
    await createTable(runner, {
      name: 'complaint_follower',
      columns: [primary(uuid('complaint_id')), primary(uuid('resident_id')), bigInteger('since_ms')],
      indices: [{ name: 'ix_complaint_follower_resident', columnNames: ['resident_id', 'since_ms'] }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['complaint_follower', 'complaint_photo', 'complaint_pause', 'complaint_step', 'complaint']) await runner.dropTable(table);
  }
}
