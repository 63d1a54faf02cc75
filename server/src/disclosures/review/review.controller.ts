import type { Actor, StatementView } from '@linping/shared';
import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../../platform/http/current-actor.ts';
import { CorrectStatementDto, CosignDto, ReturnStatementDto, StatementVersionDto } from '../disclosures.dto.ts';
import { CorrectionsService } from './corrections.service.ts';
import { CosignsService } from './cosigns.service.ts';
import { MovesService } from './moves.service.ts';

/** The way of a statement to its publication, and what comes after it. */
@ApiTags('disclosures')
@ApiBearerAuth()
@Controller('statements/:statementId')
export class ReviewController {
  constructor(private readonly moves: MovesService, private readonly corrections: CorrectionsService, private readonly cosigns: CosignsService) {}

  @Post('submit')
  @HttpCode(200)
  @Permit('statement.draft')
  @ApiOperation({ summary: 'To the street; closes the book through the period’s last day' })
  submit(@CurrentActor() actor: Actor, @Param('statementId', ParseUUIDPipe) statementId: string, @Body() body: StatementVersionDto): Promise<StatementView> {
    return this.moves.submit(actor, statementId, body);
  }

  @Post('withdraw')
  @HttpCode(200)
  @Permit('statement.draft')
  @ApiOperation({ summary: 'Back to the body’s table before the street has decided' })
  withdraw(@CurrentActor() actor: Actor, @Param('statementId', ParseUUIDPipe) statementId: string, @Body() body: StatementVersionDto): Promise<StatementView> {
    return this.moves.withdraw(actor, statementId, body);
  }

  @Post('return')
  @HttpCode(200)
  @Permit('statement.review')
  @ApiOperation({ summary: 'Back to the body, with what has to be put right' })
  return(@CurrentActor() actor: Actor, @Param('statementId', ParseUUIDPipe) statementId: string, @Body() body: ReturnStatementDto): Promise<StatementView> {
    return this.moves.return(actor, statementId, body);
  }

  @Post('approve')
  @HttpCode(200)
  @Permit('statement.review')
  @ApiOperation({ summary: 'The street has looked at it' })
  approve(@CurrentActor() actor: Actor, @Param('statementId', ParseUUIDPipe) statementId: string, @Body() body: StatementVersionDto): Promise<StatementView> {
    return this.moves.approve(actor, statementId, body);
  }

  @Post('publish')
  @HttpCode(200)
  @Permit('statement.publish')
  @ApiOperation({ summary: 'For everybody to read, into the ledger, its hash into the audit log' })
  publish(@CurrentActor() actor: Actor, @Param('statementId', ParseUUIDPipe) statementId: string, @Body() body: StatementVersionDto): Promise<StatementView> {
    return this.moves.publish(actor, statementId, body);
  }

  @Post('corrections')
  @HttpCode(200)
  @Permit('statement.draft')
  @ApiOperation({ summary: 'A draft of the next edition, with the lines of this one' })
  correct(@CurrentActor() actor: Actor, @Param('statementId', ParseUUIDPipe) statementId: string, @Body() body: CorrectStatementDto): Promise<StatementView> {
    return this.corrections.correct(actor, statementId, body);
  }

  @Post('cosign')
  @HttpCode(200)
  @Permit('statement.cosign')
  @ApiOperation({ summary: 'The committee co-signs or objects, once for each edition' })
  cosign(@CurrentActor() actor: Actor, @Param('statementId', ParseUUIDPipe) statementId: string, @Body() body: CosignDto): Promise<StatementView> {
    return this.cosigns.cosign(actor, statementId, body);
  }
}
