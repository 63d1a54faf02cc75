import { ASSESSMENT_ENTITIES } from './assessments/assessments.entity.ts';
import { BuildingRow, BuildingTokenRow, CommunityRow, ContractRow, EstateRow, ProviderRow, StageRecordRow, StreetRow } from './estates/estates.entity.ts';
import { HouseholdBindingRow, HouseholdCodeRow, HouseholdPhoneRow, HouseholdRow } from './estates/households.entity.ts';
import { ResidentRow, SessionRow, SignInRow, StaffRow } from './identity/identity.entity.ts';
import { AuditHeadRow, AuditLineRow } from './platform/audit/audit.entity.ts';
import type { Schema } from './platform/database/database.ts';
import { Platform1795305600000 } from './platform/database/migrations/1795305600000-platform.ts';
import { Identity1795305700000 } from './platform/database/migrations/1795305700000-identity.ts';
import { Estates1795305800000 } from './platform/database/migrations/1795305800000-estates.ts';
import { Surveys1795305900000 } from './platform/database/migrations/1795305900000-surveys.ts';
import { Assessments1795306000000 } from './platform/database/migrations/1795306000000-assessments.ts';
import { RegisterVersions1795306100000 } from './platform/database/migrations/1795306100000-register-versions.ts';
import { OneTimePasswords1795306110000 } from './platform/database/migrations/1795306110000-one-time-passwords.ts';
import { AuditLookup1795306120000 } from './platform/database/migrations/1795306120000-audit-lookup.ts';
import { Supplements1795306200000 } from './platform/database/migrations/1795306200000-supplements.ts';
import { JobLeaseRow } from './platform/jobs/jobs.entity.ts';
import { ThrottleRow } from './platform/throttle/throttle.entity.ts';
import { SURVEY_ENTITIES } from './surveys/surveys.entity.ts';

/** Every table and every migration, in the order of history. */
export const SCHEMA: Schema = {
  entities: [AuditLineRow, AuditHeadRow, ThrottleRow, JobLeaseRow,
    ResidentRow, StaffRow, SessionRow, SignInRow,
    StreetRow, CommunityRow, EstateRow, StageRecordRow, BuildingRow, BuildingTokenRow, ProviderRow, ContractRow,
    HouseholdRow, HouseholdPhoneRow, HouseholdCodeRow, HouseholdBindingRow,
    ...SURVEY_ENTITIES,
    ...ASSESSMENT_ENTITIES,
  ],
  migrations: [
    Platform1795305600000, Identity1795305700000, Estates1795305800000, Surveys1795305900000, Assessments1795306000000,
    RegisterVersions1795306100000, OneTimePasswords1795306110000, AuditLookup1795306120000, Supplements1795306200000,
  ],
};
