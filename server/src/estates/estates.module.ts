import { Global, Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.ts';
import { ScopeDirectory } from '../identity/scope-directory.ts';
import { AreasController } from './areas.controller.ts';
import { BindingsService } from './bindings.service.ts';
import { BuildingsController, ScanController } from './buildings.controller.ts';
import { BuildingsService } from './buildings.service.ts';
import { BuildingsStore } from './buildings.store.ts';
import { CodesService } from './codes.service.ts';
import { ContractsController } from './contracts.controller.ts';
import { ContractsService } from './contracts.service.ts';
import { ContractsStore } from './contracts.store.ts';
import { DwellingsService } from './dwellings.service.ts';
import { EstateListService } from './estate-list.service.ts';
import { EstateListStore } from './estate-list.store.ts';
import { EstateRegister } from './estate-register.ts';
import { EstateScopes } from './estate-scopes.ts';
import { EstatesController } from './estates.controller.ts';
import { EstatesService } from './estates.service.ts';
import { EstatesStore } from './estates.store.ts';
import { RegisterExportsController } from './exports.controller.ts';
import { HouseholdClaims } from './household-claims.service.ts';
import { BindingsController, HouseholdsController } from './households.controller.ts';
import { HouseholdsStore } from './households.store.ts';
import { DoorList } from './imports/door-list.ts';
import { EstateMerge } from './imports/estate-merge.ts';
import { EstateTrail } from './imports/estate-trail.ts';
import { HouseholdMerge } from './imports/household-merge.ts';
import { ImportRuns } from './imports/import-runs.ts';
import { ImportsController } from './imports.controller.ts';
import { ImportsService } from './imports.service.ts';
import { ImportsStore } from './imports.store.ts';
import { KeyedHash } from './keyed-hash.ts';
import { ProvidersController } from './providers.controller.ts';
import { ProvidersService } from './providers.service.ts';
import { ProvidersStore } from './providers.store.ts';
import { RegisterExports } from './register-exports.service.ts';
import { RegisterService } from './register.service.ts';
import { ServicePeriodsService } from './service-periods.service.ts';
import { ServicePeriodsStore } from './service-periods.store.ts';

/**
 * Other capabilities meet this one through EstatesService, programs through EstateRegister; the stores stay inside.
 * Global because identity, which comes before it, asks it for scopes.
 */
@Global()
@Module({
  imports: [IdentityModule],
  controllers: [
    AreasController,
    EstatesController,
    ContractsController,
    ProvidersController,
    BuildingsController,
    ScanController,
    HouseholdsController,
    BindingsController,
    ImportsController,
    RegisterExportsController,
  ],
  providers: [
    EstatesService,
    EstateListService,
    EstateListStore,
    ContractsService,
    ContractsStore,
    ProvidersService,
    ProvidersStore,
    DwellingsService,
    HouseholdClaims,
    RegisterService,
    BuildingsService,
    CodesService,
    BindingsService,
    ImportsService,
    ImportRuns,
    EstateMerge,
    EstateTrail,
    HouseholdMerge,
    DoorList,
    RegisterExports,
    EstateRegister,
    KeyedHash,
    ServicePeriodsService,
    ServicePeriodsStore,
    EstatesStore,
    BuildingsStore,
    HouseholdsStore,
    ImportsStore,
    EstateScopes,
    { provide: ScopeDirectory, useExisting: EstateScopes },
  ],
  exports: [EstatesService, HouseholdClaims, ServicePeriodsService, EstateRegister, ScopeDirectory],
})
export class EstatesModule {}
