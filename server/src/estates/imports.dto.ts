import type { ImportQuery } from '@linping/shared';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional, IsUUID } from 'class-validator';

const WORDS: Readonly<Record<string, boolean>> = { true: true, false: false };

export class ImportQueryDto implements ImportQuery {
  @ApiPropertyOptional({ type: Boolean, description: 'says what the file would do, and writes nothing' })
  @IsOptional() @Transform(({ value }: { value: unknown }) => (typeof value === 'string' && Object.hasOwn(WORDS, value) ? WORDS[value] : value)) @IsBoolean()
  preview?: boolean;
  @ApiPropertyOptional({ format: 'uuid', description: 'made by the page, to ask for the progress' }) @IsOptional() @IsUUID() run?: string;
}
