import type { Actor, LineQuestionRow, LineQuestionView, MyLineQuestionView, Page } from '@linping/shared';
import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../../platform/http/current-actor.ts';
import { PageDto } from '../../platform/http/page.dto.ts';
import { AnsweringService } from './answering.service.ts';
import { AskingService } from './asking.service.ts';
import { QuestionComplaintsService } from './question-complaints.service.ts';
import { QuestionReader } from './question-reader.ts';
import { AnswerLineDto, AskLineDto, ComplainOfLineDto, LineQuestionListQueryDto, LineQuestionsQueryDto } from './questions.dto.ts';

@ApiTags('line questions')
@Controller('statements/:statementId/questions')
export class StatementQuestionsController {
  constructor(private readonly reader: QuestionReader, private readonly asking: AskingService) {}

  @Get()
  @Permit('public.read')
  @ApiOperation({ summary: 'What was asked of these accounts and answered, without who asked' })
  page(@CurrentActor() actor: Actor, @Param('statementId', ParseUUIDPipe) statementId: string, @Query() query: LineQuestionsQueryDto): Promise<Page<LineQuestionView>> {
    return this.reader.ofStatement(actor, statementId, query);
  }

  @Post()
  @HttpCode(200)
  @ApiBearerAuth()
  @Permit('lineQuestion.ask')
  @ApiOperation({ summary: 'Asks about a line or a kind; the same request again is the same question' })
  ask(@CurrentActor() actor: Actor, @Param('statementId', ParseUUIDPipe) statementId: string, @Body() body: AskLineDto): Promise<MyLineQuestionView> {
    return this.asking.ask(actor, statementId, body);
  }
}

@ApiTags('line questions')
@ApiBearerAuth()
@Controller('me/line-questions')
export class MyQuestionsController {
  constructor(private readonly reader: QuestionReader) {}

  @Get()
  @Permit('lineQuestion.ask')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'What one has asked, and how far it is' })
  page(@CurrentActor() actor: Actor, @Query() query: PageDto): Promise<Page<MyLineQuestionView>> {
    return this.reader.own(actor, query);
  }
}

@ApiTags('line questions')
@ApiBearerAuth()
@Controller('line-questions')
export class QuestionsController {
  constructor(private readonly reader: QuestionReader, private readonly answering: AnsweringService, private readonly complaints: QuestionComplaintsService) {}

  @Get()
  @Permit('lineQuestion.list')
  @ApiOperation({ summary: 'What is to be answered, the most urgent first' })
  page(@CurrentActor() actor: Actor, @Query() query: LineQuestionListQueryDto): Promise<Page<LineQuestionRow>> {
    return this.reader.desk(actor, query);
  }

  @Post(':questionId/answer')
  @HttpCode(200)
  @Permit('lineQuestion.answer')
  @ApiOperation({ summary: 'Answers in public, once' })
  answer(@CurrentActor() actor: Actor, @Param('questionId', ParseUUIDPipe) questionId: string, @Body() body: AnswerLineDto): Promise<LineQuestionRow> {
    return this.answering.answer(actor, questionId, body);
  }

  @Post(':questionId/complaint')
  @HttpCode(200)
  @Permit('lineQuestion.ask')
  @ApiOperation({ summary: 'Makes a complaint of the own question, once it is answered or overdue' })
  complain(@CurrentActor() actor: Actor, @Param('questionId', ParseUUIDPipe) questionId: string, @Body() body: ComplainOfLineDto): Promise<MyLineQuestionView> {
    return this.complaints.complain(actor, questionId, body);
  }
}
