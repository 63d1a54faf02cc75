import { Module } from '@nestjs/common';
import { IdentityModule } from '../../identity/identity.module.ts';
import { AssigneesService } from './assignees.service.ts';

/** Below the complaints themselves: the assign step asks whom a firm may give one to. */
@Module({ imports: [IdentityModule], providers: [AssigneesService], exports: [AssigneesService] })
export class AssigneesModule {}
