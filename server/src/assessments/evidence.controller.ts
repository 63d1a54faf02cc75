import type { Actor, EvidenceRow, Page, SheetView } from '@linping/shared';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { PageDto } from '../platform/http/page.dto.ts';
import { AcceptEvidenceDto } from './assessments.dto.ts';
import { EvidenceService } from './evidence.service.ts';
import { ScoringService } from './scoring.service.ts';

/** Complaints as evidence on a score sheet: offered by the product, accepted by an officer. */
@ApiTags('assessments')
@ApiBearerAuth()
@Controller('assessments')
export class EvidenceController {
  constructor(private readonly evidence: EvidenceService, private readonly scoring: ScoringService) {}

  @Get(':sheetId/evidence')
  @Permit('assessment.score')
  @ApiOperation({ summary: 'Complaints that may be evidence on the sheet, the newest first' })
  page(@CurrentActor() actor: Actor, @Param('sheetId', ParseUUIDPipe) sheetId: string, @Query() query: PageDto): Promise<Page<EvidenceRow>> {
    return this.evidence.page(actor, sheetId, query);
  }

  @Post(':sheetId/evidence/:complaintId/accept')
  @HttpCode(200)
  @Permit('assessment.score')
  @ApiOperation({ summary: 'Makes a deduction of a complaint: of its item, unit and day, and only once' })
  accept(
    @CurrentActor() actor: Actor, @Param('sheetId', ParseUUIDPipe) sheetId: string, @Param('complaintId', ParseUUIDPipe) complaintId: string, @Body() body: AcceptEvidenceDto,
  ): Promise<SheetView> {
    return this.scoring.accept(actor, sheetId, complaintId, body);
  }
}
