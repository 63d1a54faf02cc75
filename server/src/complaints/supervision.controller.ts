import type { Actor, ComplaintView } from '@linping/shared';
import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { CallBackDto, GrantExtensionDto, MediateDto, MergeDto, ReferDto, SuperviseDto, WordsDto } from './steps.dto.ts';
import { SupervisionService } from './supervision.service.ts';

/** The steps of the street and the community. Every step answers the complaint as it is after it; sent again with the same id it is the same step. */
@ApiTags('complaints')
@ApiBearerAuth()
@Controller('complaints/:complaintId')
export class SupervisionController {
  constructor(private readonly steps: SupervisionService) {}

  @Post('grant-extension')
  @HttpCode(200)
  @Permit('complaint.supervise')
  @ApiOperation({ summary: 'As many days as were asked for, or fewer' })
  grantExtension(@CurrentActor() actor: Actor, @Param('complaintId', ParseUUIDPipe) complaintId: string, @Body() body: GrantExtensionDto): Promise<ComplaintView> {
    return this.steps.grantExtension(actor, complaintId, body);
  }

  @Post('refuse-extension')
  @HttpCode(200)
  @Permit('complaint.supervise')
  @ApiOperation({ summary: 'No more days' })
  refuseExtension(@CurrentActor() actor: Actor, @Param('complaintId', ParseUUIDPipe) complaintId: string, @Body() body: WordsDto): Promise<ComplaintView> {
    return this.steps.refuseExtension(actor, complaintId, body);
  }

  @Post('supervise')
  @HttpCode(200)
  @Permit('complaint.supervise')
  @ApiOperation({ summary: '督办: a day by whose end it has to be done' })
  supervise(@CurrentActor() actor: Actor, @Param('complaintId', ParseUUIDPipe) complaintId: string, @Body() body: SuperviseDto): Promise<ComplaintView> {
    return this.steps.supervise(actor, complaintId, body);
  }

  @Post('mediate')
  @HttpCode(200)
  @Permit('complaint.mediate')
  @ApiOperation({ summary: '矛盾调解: parties, outcome, record' })
  mediate(@CurrentActor() actor: Actor, @Param('complaintId', ParseUUIDPipe) complaintId: string, @Body() body: MediateDto): Promise<ComplaintView> {
    return this.steps.mediate(actor, complaintId, body);
  }

  @Post('merge')
  @HttpCode(200)
  @Permit('complaint.supervise')
  @ApiOperation({ summary: 'Into another one of the same estate' })
  merge(@CurrentActor() actor: Actor, @Param('complaintId', ParseUUIDPipe) complaintId: string, @Body() body: MergeDto): Promise<ComplaintView> {
    return this.steps.merge(actor, complaintId, body);
  }

  @Post('reject')
  @HttpCode(200)
  @Permit('complaint.supervise')
  @ApiOperation({ summary: 'With a reason; the author may object once' })
  reject(@CurrentActor() actor: Actor, @Param('complaintId', ParseUUIDPipe) complaintId: string, @Body() body: WordsDto): Promise<ComplaintView> {
    return this.steps.reject(actor, complaintId, body);
  }

  @Post('refer')
  @HttpCode(200)
  @Permit('complaint.supervise')
  @ApiOperation({ summary: 'To a named department' })
  refer(@CurrentActor() actor: Actor, @Param('complaintId', ParseUUIDPipe) complaintId: string, @Body() body: ReferDto): Promise<ComplaintView> {
    return this.steps.refer(actor, complaintId, body);
  }

  @Post('return-to-firm')
  @HttpCode(200)
  @Permit('complaint.supervise')
  @ApiOperation({ summary: 'Back to the firm, whose clocks begin anew' })
  returnToFirm(@CurrentActor() actor: Actor, @Param('complaintId', ParseUUIDPipe) complaintId: string, @Body() body: WordsDto): Promise<ComplaintView> {
    return this.steps.returnToFirm(actor, complaintId, body);
  }

  @Post('call-back')
  @HttpCode(200)
  @Permit('complaint.callBack')
  @ApiOperation({ summary: 'What a caller without a phone here said after the resolve' })
  callBack(@CurrentActor() actor: Actor, @Param('complaintId', ParseUUIDPipe) complaintId: string, @Body() body: CallBackDto): Promise<ComplaintView> {
    return this.steps.callBack(actor, complaintId, body);
  }
}
