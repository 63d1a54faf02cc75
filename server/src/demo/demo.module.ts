import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.ts';
import { DemoController } from './demo.controller.ts';
import { DemoService } from './demo.service.ts';
import { DemoStore } from './demo.store.ts';

/** Imported in mode `demo` only: elsewhere its routes do not exist. */
@Module({ imports: [IdentityModule], controllers: [DemoController], providers: [DemoService, DemoStore], exports: [DemoService] })
export class DemoModule {}
