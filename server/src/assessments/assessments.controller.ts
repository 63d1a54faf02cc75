import type { Actor, OpenedSheetsView, Page, SheetRowView, SheetsSummaryView, SheetView } from '@linping/shared';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { ChangeDeductionDto, EnterDeductionDto, OpenSheetsDto, SheetsQueryDto, SheetsSummaryQueryDto, SubmitSheetDto, WithdrawDeductionDto } from './assessments.dto.ts';
import { AssessmentsService } from './assessments.service.ts';
import { OpeningsService } from './openings.service.ts';
import { ScoringService } from './scoring.service.ts';

/** Score sheets (七(二)1): a half-year's list, and what officers write on one. Every write answers the sheet as it is after it. */
@ApiTags('assessments')
@ApiBearerAuth()
@Controller('assessments')
export class AssessmentsController {
  constructor(private readonly assessments: AssessmentsService, private readonly scoring: ScoringService, private readonly openings: OpeningsService) {}

  @Get()
  @Permit('assessment.list')
  @ApiOperation({ summary: 'The sheets of a half-year within the own scope' })
  page(@CurrentActor() actor: Actor, @Query() query: SheetsQueryDto): Promise<Page<SheetRowView>> {
    return this.assessments.page(actor, query);
  }

  @Get('summary')
  @Permit('assessment.list')
  @ApiOperation({ summary: 'The head of the list' })
  summary(@CurrentActor() actor: Actor, @Query() query: SheetsSummaryQueryDto): Promise<SheetsSummaryView> {
    return this.assessments.summary(actor, query);
  }

  @Post('open')
  @HttpCode(200)
  @Permit('assessment.score')
  @ApiOperation({ summary: 'Makes the sheets of a half-year that are missing in the own street; doing it twice adds nothing' })
  open(@CurrentActor() actor: Actor, @Body() body: OpenSheetsDto): Promise<OpenedSheetsView> {
    return this.openings.open(actor, body);
  }

  @Get(':sheetId')
  @Permit('assessment.list')
  @ApiOperation({ summary: 'One sheet in the annex’s order; a provider sees its own once it is submitted' })
  sheet(@CurrentActor() actor: Actor, @Param('sheetId', ParseUUIDPipe) sheetId: string): Promise<SheetView> {
    return this.assessments.sheet(actor, sheetId);
  }

  @Post(':sheetId/deductions')
  @HttpCode(200)
  @Permit('assessment.score')
  @ApiOperation({ summary: 'Enters a deduction of items 1–19' })
  enter(@CurrentActor() actor: Actor, @Param('sheetId', ParseUUIDPipe) sheetId: string, @Body() body: EnterDeductionDto): Promise<SheetView> {
    return this.scoring.enter(actor, sheetId, body);
  }

  @Patch(':sheetId/deductions/:deductionId')
  @Permit('assessment.score')
  @ApiOperation({ summary: 'Puts a deduction right, from what was seen of it' })
  change(
    @CurrentActor() actor: Actor, @Param('sheetId', ParseUUIDPipe) sheetId: string, @Param('deductionId', ParseUUIDPipe) deductionId: string, @Body() body: ChangeDeductionDto,
  ): Promise<SheetView> {
    return this.scoring.change(actor, sheetId, deductionId, body);
  }

  @Post(':sheetId/deductions/:deductionId/withdraw')
  @HttpCode(200)
  @Permit('assessment.score')
  @ApiOperation({ summary: 'Takes a deduction back; it stays readable' })
  withdraw(
    @CurrentActor() actor: Actor, @Param('sheetId', ParseUUIDPipe) sheetId: string, @Param('deductionId', ParseUUIDPipe) deductionId: string, @Body() body: WithdrawDeductionDto,
  ): Promise<SheetView> {
    return this.scoring.withdraw(actor, sheetId, deductionId, body);
  }

  @Post(':sheetId/submit')
  @HttpCode(200)
  @Permit('assessment.submit')
  @ApiOperation({ summary: 'Freezes the sheet as it was seen; it is never edited afterwards' })
  submit(@CurrentActor() actor: Actor, @Param('sheetId', ParseUUIDPipe) sheetId: string, @Body() body: SubmitSheetDto): Promise<SheetView> {
    return this.scoring.submit(actor, sheetId, body);
  }
}
