import { AuditHeadRow, AuditLineRow } from './platform/audit/audit.entity.ts';
import type { Schema } from './platform/database/database.ts';
import { Platform1795305600000 } from './platform/database/migrations/1795305600000-platform.ts';
import { JobLeaseRow } from './platform/jobs/jobs.entity.ts';
import { ThrottleRow } from './platform/throttle/throttle.entity.ts';

/** Every table and every migration, in the order of history. */
export const SCHEMA: Schema = {
  entities: [AuditLineRow, AuditHeadRow, ThrottleRow, JobLeaseRow],
  migrations: [Platform1795305600000],
};
