import type { Actor, ComplaintView } from '@linping/shared';
import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { FirmStepsService } from './firm-steps.service.ts';
import { AssignDto, FewWordsDto, RequestExtensionDto, ResolveDto, WordsDto } from './steps.dto.ts';

/** The steps of the firm in charge, or of the street in its place. Every step answers the complaint as it is after it; sent again with the same id it is the same step. */
@ApiTags('complaints')
@ApiBearerAuth()
@Controller('complaints/:complaintId')
export class FirmStepsController {
  constructor(private readonly steps: FirmStepsService) {}

  @Post('acknowledge')
  @HttpCode(200)
  @Permit('complaint.answer')
  @ApiOperation({ summary: 'Seen; what is urgent within two hours' })
  acknowledge(@CurrentActor() actor: Actor, @Param('complaintId', ParseUUIDPipe) complaintId: string, @Body() body: FewWordsDto): Promise<ComplaintView> {
    return this.steps.acknowledge(actor, complaintId, body);
  }

  @Post('accept')
  @HttpCode(200)
  @Permit('complaint.answer')
  @ApiOperation({ summary: 'Taken on, within a working day' })
  accept(@CurrentActor() actor: Actor, @Param('complaintId', ParseUUIDPipe) complaintId: string, @Body() body: FewWordsDto): Promise<ComplaintView> {
    return this.steps.accept(actor, complaintId, body);
  }

  @Post('reply')
  @HttpCode(200)
  @Permit('complaint.answer')
  @ApiOperation({ summary: 'What is being done' })
  reply(@CurrentActor() actor: Actor, @Param('complaintId', ParseUUIDPipe) complaintId: string, @Body() body: WordsDto): Promise<ComplaintView> {
    return this.steps.reply(actor, complaintId, body);
  }

  @Post('ask')
  @HttpCode(200)
  @Permit('complaint.answer')
  @ApiOperation({ summary: 'A question to the author; the clock pauses' })
  ask(@CurrentActor() actor: Actor, @Param('complaintId', ParseUUIDPipe) complaintId: string, @Body() body: WordsDto): Promise<ComplaintView> {
    return this.steps.ask(actor, complaintId, body);
  }

  @Post('resolve')
  @HttpCode(200)
  @Permit('complaint.answer')
  @ApiOperation({ summary: 'What was done; now the author confirms or reopens' })
  resolve(@CurrentActor() actor: Actor, @Param('complaintId', ParseUUIDPipe) complaintId: string, @Body() body: ResolveDto): Promise<ComplaintView> {
    return this.steps.resolve(actor, complaintId, body);
  }

  @Post('assign')
  @HttpCode(200)
  @Permit('complaint.handle')
  @ApiOperation({ summary: 'To one of the firm’s own people' })
  assign(@CurrentActor() actor: Actor, @Param('complaintId', ParseUUIDPipe) complaintId: string, @Body() body: AssignDto): Promise<ComplaintView> {
    return this.steps.assign(actor, complaintId, body);
  }

  @Post('request-extension')
  @HttpCode(200)
  @Permit('complaint.handle')
  @ApiOperation({ summary: 'More working days, once; the street decides' })
  requestExtension(@CurrentActor() actor: Actor, @Param('complaintId', ParseUUIDPipe) complaintId: string, @Body() body: RequestExtensionDto): Promise<ComplaintView> {
    return this.steps.requestExtension(actor, complaintId, body);
  }
}
