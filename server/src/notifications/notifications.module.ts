import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.ts';
import { NoticesController } from './notices.controller.ts';
import { NoticesService } from './notices.service.ts';
import { NoticesStore } from './notices.store.ts';
import { PushSender } from './push-sender.ts';
import { PushesStore } from './pushes.store.ts';

/** What residents are told about what they wait for: the inbox, and WeChat's messages out of an outbox. */
@Module({
  imports: [IdentityModule],
  controllers: [NoticesController],
  providers: [NoticesService, NoticesStore, PushSender, PushesStore],
  exports: [NoticesService],
})
export class NotificationsModule {}
