import {
  DISCLOSURE_KINDS, LINE_QUESTION_STATUSES, MOST_ANSWER_TEXT, MOST_QUESTION_TEXT,
  type AnswerLineBody, type AskLineBody, type ComplainOfLineBody, type DisclosureKind, type LineQuestionListQuery, type LineQuestionsQuery, type LineQuestionStatus,
} from '@linping/shared';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { PageDto } from '../../platform/http/page.dto.ts';
import { Trimmed } from '../../platform/http/trimmed.ts';

const INT_MAX = 2_147_483_647; // the column is an int

export class AskLineDto implements AskLineBody {
  @ApiProperty({ format: 'uuid', description: 'made once on the phone: sent again it is the same question' }) @IsUUID() id!: string;
  @ApiProperty({ format: 'uuid' }) @IsUUID() householdId!: string;
  @ApiProperty({ enum: DISCLOSURE_KINDS }) @IsIn(DISCLOSURE_KINDS) kind!: DisclosureKind;
  @ApiPropertyOptional({ format: 'uuid', description: 'left out: about the kind as a whole' }) @IsOptional() @IsUUID() lineId?: string;
  @ApiProperty({ minLength: 1, maxLength: MOST_QUESTION_TEXT, example: '电梯维保的合同是哪一家？' })
  @Trimmed() @IsString() @MaxLength(MOST_QUESTION_TEXT) @Matches(/\S/) text!: string;
}

export class LineQuestionsQueryDto extends PageDto implements LineQuestionsQuery {
  @ApiPropertyOptional({ enum: DISCLOSURE_KINDS }) @IsOptional() @IsIn(DISCLOSURE_KINDS) kind?: DisclosureKind;
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() lineId?: string;
}

export class LineQuestionListQueryDto extends PageDto implements LineQuestionListQuery {
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() estateId?: string;
  @ApiPropertyOptional({ enum: LINE_QUESTION_STATUSES }) @IsOptional() @IsIn(LINE_QUESTION_STATUSES) status?: LineQuestionStatus;
}

export class AnswerLineDto implements AnswerLineBody {
  @ApiProperty({ minimum: 1, example: 2 }) @IsInt() @Min(1) @Max(INT_MAX) version!: number;
  @ApiProperty({ minLength: 1, maxLength: MOST_ANSWER_TEXT, example: '电梯维保合同在物业服务中心公示栏，欢迎查看' })
  @Trimmed() @IsString() @MaxLength(MOST_ANSWER_TEXT) @Matches(/\S/) text!: string;
}

export class ComplainOfLineDto implements ComplainOfLineBody {
  @ApiProperty({ format: 'uuid', description: 'made once on the phone: the id of the complaint' }) @IsUUID() complaintId!: string;
  @ApiProperty({ maxLength: 20, description: 'of the consent that was agreed to' }) @IsString() @Length(0, 20) consentVersion!: string;
}
