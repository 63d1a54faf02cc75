import type { Actor, ComplaintRow, ComplaintsSummaryView, ComplaintView, ContactView, Page, SimilarComplaintView } from '@linping/shared';
import { Body, Controller, Get, Header, HttpCode, Ip, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { ComplaintListService } from './complaint-list.service.ts';
import { ComplaintsCutDto, ComplaintsQueryDto, FileComplaintDto, RegisterComplaintDto, SimilarQueryDto } from './complaints.dto.ts';
import { ContactsService } from './contacts.service.ts';
import { FilingService } from './filing.service.ts';
import { FollowersService } from './followers.service.ts';

/** How complaints come in and are read (七(三)1). */
@ApiTags('complaints')
@ApiBearerAuth()
@Controller('complaints')
export class ComplaintsController {
  constructor(
    private readonly filing: FilingService, private readonly following: FollowersService, private readonly complaints: ComplaintListService, private readonly contacts: ContactsService,
  ) {}

  @Post()
  @HttpCode(200)
  @Permit('complaint.file')
  @ApiOperation({ summary: 'Files a complaint; the same request again is the same complaint' })
  file(@CurrentActor() actor: Actor, @Body() body: FileComplaintDto, @Ip() address: string): Promise<ComplaintView> {
    return this.filing.file(actor, body, address);
  }

  @Post('register')
  @HttpCode(200)
  @Permit('complaint.register')
  @ApiOperation({ summary: 'Registers what came by phone, at the counter or from 12345' })
  register(@CurrentActor() actor: Actor, @Body() body: RegisterComplaintDto): Promise<ComplaintView> {
    return this.filing.register(actor, body);
  }

  @Get('similar')
  @Permit('complaint.follow')
  @ApiOperation({ summary: 'Open ones of the same building and category: stage and day, never words or photos' })
  similar(@CurrentActor() actor: Actor, @Query() query: SimilarQueryDto): Promise<SimilarComplaintView[]> {
    return this.following.similar(actor, query);
  }

  @Get()
  @Permit('complaint.list')
  @ApiOperation({ summary: 'The firm’s inbox and the street’s board, within the own scope' })
  page(@CurrentActor() actor: Actor, @Query() query: ComplaintsQueryDto): Promise<Page<ComplaintRow>> {
    return this.complaints.page(actor, query);
  }

  @Get('summary')
  @Permit('complaint.list')
  @ApiOperation({ summary: 'The head of the list: how many of each group' })
  summary(@CurrentActor() actor: Actor, @Query() query: ComplaintsCutDto): Promise<ComplaintsSummaryView> {
    return this.complaints.summary(actor, query);
  }

  @Get(':complaintId')
  @Permit('complaint.read')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'One complaint with its timeline, as this reader may see it' })
  one(@CurrentActor() actor: Actor, @Param('complaintId', ParseUUIDPipe) complaintId: string): Promise<ComplaintView> {
    return this.complaints.one(actor, complaintId);
  }

  @Get(':complaintId/contact')
  @Permit('complaint.readContact')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Name and number of the complainant; every reading leaves a line in the audit log' })
  contact(@CurrentActor() actor: Actor, @Param('complaintId', ParseUUIDPipe) complaintId: string): Promise<ContactView> {
    return this.contacts.read(actor, complaintId);
  }

  @Post(':complaintId/follow')
  @HttpCode(200)
  @Permit('complaint.follow')
  @ApiOperation({ summary: '「我也遇到了」: to be told of the progress instead of filing the same again' })
  follow(@CurrentActor() actor: Actor, @Param('complaintId', ParseUUIDPipe) complaintId: string): Promise<ComplaintView> {
    return this.following.follow(actor, complaintId);
  }

  @Post(':complaintId/unfollow')
  @HttpCode(204)
  @Permit('complaint.follow')
  @ApiOperation({ summary: 'No longer' })
  unfollow(@CurrentActor() actor: Actor, @Param('complaintId', ParseUUIDPipe) complaintId: string): Promise<void> {
    return this.following.unfollow(actor, complaintId);
  }
}
