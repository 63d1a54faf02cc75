import { Global, Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.ts';
import { ScopeDirectory } from '../identity/scope-directory.ts';
import { BindingsService } from './bindings.service.ts';
import { BuildingsController, ScanController } from './buildings.controller.ts';
import { BuildingsService } from './buildings.service.ts';
import { BuildingsStore } from './buildings.store.ts';
import { CodesService } from './codes.service.ts';
import { EstateRegister } from './estate-register.ts';
import { EstateScopes } from './estate-scopes.ts';
import { EstatesController } from './estates.controller.ts';
import { EstatesService } from './estates.service.ts';
import { EstatesStore } from './estates.store.ts';
import { BindingsController, HouseholdsController } from './households.controller.ts';
import { HouseholdsStore } from './households.store.ts';
import { EstateMerge } from './imports/estate-merge.ts';
import { ImportsController } from './imports.controller.ts';
import { ImportsService } from './imports.service.ts';
import { ImportsStore } from './imports.store.ts';
import { KeyedHash } from './keyed-hash.ts';
import { RegisterService } from './register.service.ts';

/**
 * Other capabilities meet this one through EstatesService, programs through EstateRegister; the stores stay inside.
 * Global because identity, which comes before it, asks it for scopes.
 */
@Global()
@Module({
  imports: [IdentityModule],
  controllers: [EstatesController, BuildingsController, ScanController, HouseholdsController, BindingsController, ImportsController],
  providers: [
    EstatesService, RegisterService, BuildingsService, CodesService, BindingsService, ImportsService, EstateMerge, EstateRegister, KeyedHash,
    EstatesStore, BuildingsStore, HouseholdsStore, ImportsStore,
    EstateScopes, { provide: ScopeDirectory, useExisting: EstateScopes },
  ],
  exports: [EstatesService, EstateRegister, ScopeDirectory],
})
export class EstatesModule {}
