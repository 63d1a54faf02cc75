import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.ts';
import { PaymentsModule } from '../payments/payments.module.ts';
import { DemoController } from './demo.controller.ts';
import { DemoService } from './demo.service.ts';
import { DemoStore } from './demo.store.ts';
import { PlayMoney } from './play-money.ts';

/** Imported in mode `demo` only: elsewhere its routes do not exist. */
@Module({ imports: [IdentityModule, PaymentsModule], controllers: [DemoController], providers: [DemoService, DemoStore, PlayMoney], exports: [DemoService] })
export class DemoModule {}
