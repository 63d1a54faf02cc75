import { MOST_COMPLAINT_TEXT, type ChangeComplaintTemplateBody, type ComplaintTemplateBody } from '@linping/shared';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsString, IsUUID, Length, Matches, Max, Min } from 'class-validator';

const INT_MAX = 2_147_483_647; // the column is an int
const TITLE_MAX = 30;
/** One line, and something in it. */
const ONE_LINE = /^[^\p{Cc}]*\S[^\p{Cc}]*$/u;

class TemplateWordsDto {
  @ApiProperty({ maxLength: TITLE_MAX, example: '垃圾已清运' }) @IsString() @Length(1, TITLE_MAX) @Matches(ONE_LINE) title!: string;
  @ApiProperty({ maxLength: MOST_COMPLAINT_TEXT, example: '您好，垃圾已清运，桶体已冲洗，请您查看。' })
  @IsString() @Length(1, MOST_COMPLAINT_TEXT) @Matches(/\S/) text!: string;
}

export class AddTemplateDto extends TemplateWordsDto implements ComplaintTemplateBody {
  @ApiProperty({ format: 'uuid', description: 'made once by the page: sent again it is the same template' }) @IsUUID() id!: string;
}

export class ChangeTemplateDto extends TemplateWordsDto implements ChangeComplaintTemplateBody {
  @ApiProperty({ minimum: 1, example: 1, description: 'of the template as it was seen' }) @IsInt() @Min(1) @Max(INT_MAX) version!: number;
}

export class SeenTemplateDto {
  @ApiProperty({ minimum: 1, description: 'of the template as it was seen' }) @Type(() => Number) @IsInt() @Min(1) @Max(INT_MAX) version!: number;
}
