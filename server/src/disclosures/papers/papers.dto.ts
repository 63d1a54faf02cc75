import type { ImportLinesQuery } from '@linping/shared';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsOptional, IsUUID } from 'class-validator';

const WORDS: Readonly<Record<string, boolean>> = { true: true, false: false };
const MOST_VOUCHERS = 20;

export class ImportLinesQueryDto implements ImportLinesQuery {
  @ApiPropertyOptional({ type: Boolean, description: 'says what the file would do, and writes nothing' })
  @IsOptional() @Transform(({ value }: { value: unknown }) => (typeof value === 'string' && Object.hasOwn(WORDS, value) ? WORDS[value] : value)) @IsBoolean()
  preview?: boolean;
  @ApiPropertyOptional({ format: 'uuid', description: 'taken as of every import; lines are written so soon that there is no progress to ask for' }) @IsOptional() @IsUUID() run?: string;
  @ApiPropertyOptional({ type: String, description: 'documents behind every line that is added, joined by commas' })
  @IsOptional() @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @IsArray() @ArrayMaxSize(MOST_VOUCHERS) @ArrayUnique() @IsUUID(undefined, { each: true })
  voucherIds?: string[];
}
