import type { UploadPieceQuery } from '@linping/shared';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, Matches, Max, Min } from 'class-validator';

const INT_MAX = 2_147_483_647; // the columns are ints

export class UploadPieceQueryDto implements UploadPieceQuery {
  @ApiProperty({ minimum: 0, example: 0 }) @Type(() => Number) @IsInt() @Min(0) @Max(INT_MAX) offset!: number;
  @ApiProperty({ minimum: 0, example: 123_456 }) @Type(() => Number) @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) bytes!: number;
}

export class PhotoLinkQueryDto {
  @ApiProperty({ example: 1_795_306_300_000 }) @Type(() => Number) @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) expires!: number;
  @ApiProperty({ pattern: '^[\\w-]{43}$' }) @Matches(/^[\w-]{43}$/) signature!: string;
}
