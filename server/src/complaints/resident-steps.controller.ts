import type { Actor, ComplaintView } from '@linping/shared';
import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { ResidentStepsService } from './resident-steps.service.ts';
import { ConfirmDto, FewWordsDto, WordsDto } from './steps.dto.ts';

/** The steps of whoever filed it. Every step answers the complaint as it is after it; sent again with the same id it is the same step. */
@ApiTags('complaints')
@ApiBearerAuth()
@Controller('complaints/:complaintId')
export class ResidentStepsController {
  constructor(private readonly steps: ResidentStepsService) {}

  @Post('add')
  @HttpCode(200)
  @Permit('complaint.own')
  @ApiOperation({ summary: 'More about it' })
  add(@CurrentActor() actor: Actor, @Param('complaintId', ParseUUIDPipe) complaintId: string, @Body() body: WordsDto): Promise<ComplaintView> {
    return this.steps.add(actor, complaintId, body);
  }

  @Post('answer')
  @HttpCode(200)
  @Permit('complaint.own')
  @ApiOperation({ summary: 'The answer to a question; the clock runs again' })
  answer(@CurrentActor() actor: Actor, @Param('complaintId', ParseUUIDPipe) complaintId: string, @Body() body: WordsDto): Promise<ComplaintView> {
    return this.steps.answer(actor, complaintId, body);
  }

  @Post('confirm')
  @HttpCode(200)
  @Permit('complaint.own')
  @ApiOperation({ summary: 'It is done: 1–5, once' })
  confirm(@CurrentActor() actor: Actor, @Param('complaintId', ParseUUIDPipe) complaintId: string, @Body() body: ConfirmDto): Promise<ComplaintView> {
    return this.steps.confirm(actor, complaintId, body);
  }

  @Post('reopen')
  @HttpCode(200)
  @Permit('complaint.own')
  @ApiOperation({ summary: 'It is not done; all clocks begin anew' })
  reopen(@CurrentActor() actor: Actor, @Param('complaintId', ParseUUIDPipe) complaintId: string, @Body() body: WordsDto): Promise<ComplaintView> {
    return this.steps.reopen(actor, complaintId, body);
  }

  @Post('withdraw')
  @HttpCode(200)
  @Permit('complaint.own')
  @ApiOperation({ summary: 'Takes it back' })
  withdraw(@CurrentActor() actor: Actor, @Param('complaintId', ParseUUIDPipe) complaintId: string, @Body() body: FewWordsDto): Promise<ComplaintView> {
    return this.steps.withdraw(actor, complaintId, body);
  }

  @Post('object')
  @HttpCode(200)
  @Permit('complaint.own')
  @ApiOperation({ summary: 'Against a rejection, once' })
  object(@CurrentActor() actor: Actor, @Param('complaintId', ParseUUIDPipe) complaintId: string, @Body() body: WordsDto): Promise<ComplaintView> {
    return this.steps.object(actor, complaintId, body);
  }
}
