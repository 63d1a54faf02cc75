import {
  MODERATION_DECISIONS, MODERATION_KINDS,
  type AddModerationWordBody, type DecideModerationBody, type ModerationDecision, type ModerationKind, type ModerationQuery, type ModerationWordsQuery,
} from '@linping/shared';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { PageDto } from '../platform/http/page.dto.ts';

const INT_MAX = 2_147_483_647; // the column is an int
const WORD_MAX = 60;

export class ModerationQueryDto extends PageDto implements ModerationQuery {
  @ApiPropertyOptional({ enum: MODERATION_KINDS }) @IsOptional() @IsIn(MODERATION_KINDS) kind?: ModerationKind;
}

export class DecideModerationDto implements DecideModerationBody {
  @ApiProperty({ minimum: 1, example: 1, description: 'of the item as it was seen' }) @IsInt() @Min(1) @Max(INT_MAX) version!: number;
  @ApiProperty({ enum: MODERATION_DECISIONS }) @IsIn(MODERATION_DECISIONS) decision!: ModerationDecision;
}

export class ModerationWordsQueryDto extends PageDto implements ModerationWordsQuery {
  @ApiPropertyOptional({ maxLength: 40, description: 'part of a word, however it is spaced or spelled' }) @IsOptional() @IsString() @Length(1, 40) search?: string;
}

export class AddModerationWordDto implements AddModerationWordBody {
  @ApiProperty({ maxLength: WORD_MAX, example: '加微信', description: '2–20 letters, characters or figures; signs and spaces do not count' })
  @IsString() @Length(1, WORD_MAX) word!: string;
}
