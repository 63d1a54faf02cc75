import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/calendar.module.ts';
import { EstatesModule } from '../estates/estates.module.ts';
import { FilesModule } from '../files/files.module.ts';
import { IdentityModule } from '../identity/identity.module.ts';
import { ModerationModule } from '../moderation/moderation.module.ts';
import { NotificationsModule } from '../notifications/notifications.module.ts';
import { ComplaintClock } from './complaint-clock.ts';
import { ComplaintListService } from './complaint-list.service.ts';
import { ComplaintListStore } from './complaint-list.store.ts';
import { ComplaintNotices } from './complaint-notices.ts';
import { ComplaintReader } from './complaint-reader.ts';
import { ComplaintWords } from './complaint-words.ts';
import { ComplaintsController } from './complaints.controller.ts';
import { ComplaintsStore } from './complaints.store.ts';
import { ContactCipher } from './contact-cipher.ts';
import { ContactsService } from './contacts.service.ts';
import { FilingService } from './filing.service.ts';
import { FirmStepsController } from './firm-steps.controller.ts';
import { FirmStepsService } from './firm-steps.service.ts';
import { FollowersService } from './followers.service.ts';
import { FollowersStore } from './followers.store.ts';
import { MineService } from './mine.service.ts';
import { MyComplaintsController } from './my-complaints.controller.ts';
import { ResidentStepsController } from './resident-steps.controller.ts';
import { ResidentStepsService } from './resident-steps.service.ts';
import { StepWriter } from './step-writer.ts';
import { StepsStore } from './steps.store.ts';
import { SupervisionController } from './supervision.controller.ts';
import { SupervisionService } from './supervision.service.ts';
import { AssigneesModule } from './workbench/assignees.module.ts';

/** Other capabilities meet this one through its services; the stores stay inside. */
@Module({
  imports: [IdentityModule, EstatesModule, CalendarModule, FilesModule, ModerationModule, NotificationsModule, AssigneesModule],
  controllers: [ComplaintsController, MyComplaintsController, ResidentStepsController, FirmStepsController, SupervisionController],
  providers: [
    ComplaintClock, ComplaintListService, ComplaintListStore, ComplaintNotices, ComplaintReader, ComplaintWords, ComplaintsStore, ContactCipher, ContactsService,
    FilingService, FirmStepsService, FollowersService, FollowersStore, MineService, ResidentStepsService, StepWriter, StepsStore, SupervisionService,
  ],
  exports: [ComplaintClock, ComplaintListService, ComplaintReader, FilingService, FirmStepsService, FollowersService, MineService, ResidentStepsService, SupervisionService],
})
export class ComplaintsModule {}
