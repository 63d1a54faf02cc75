import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuditLines } from '../platform/audit/audit-lines.ts';
import { AccessGuard } from './access-guard.ts';
import { AuditTrail } from './audit-trail.service.ts';
import { AuditController } from './audit.controller.ts';
import { AuditService } from './audit.service.ts';
import { MeController } from './me.controller.ts';
import { MeService } from './me.service.ts';
import { Openids } from './openids.service.ts';
import { ResidentFarewells } from './resident-farewells.service.ts';
import { SessionKeeper } from './session-keeper.ts';
import { SessionsController } from './sessions.controller.ts';
import { SessionsService } from './sessions.service.ts';
import { SessionsStore } from './sessions.store.ts';
import { SignInAttempts } from './sign-in-attempts.ts';
import { StaffAccounts } from './staff-accounts.service.ts';
import { StaffController } from './staff.controller.ts';
import { StaffListService } from './staff-list.service.ts';
import { StaffNames } from './staff-names.service.ts';
import { StaffService } from './staff.service.ts';
import { StaffStore } from './staff.store.ts';

/** Who somebody is and what that role may ever do. The guard stands before every route of every module. */
@Module({
  controllers: [SessionsController, MeController, StaffController, AuditController],
  providers: [
    { provide: APP_GUARD, useClass: AccessGuard },
    SessionKeeper, SessionsService, SessionsStore, SignInAttempts, StaffService, StaffListService, StaffNames, StaffAccounts, StaffStore,
    MeService, AuditLines, AuditTrail, AuditService, ResidentFarewells, Openids,
  ],
  exports: [SessionsService, StaffService, StaffNames, StaffAccounts, AuditTrail, ResidentFarewells, Openids],
})
export class IdentityModule {}
