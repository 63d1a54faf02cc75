import { NOTICES_READ_AT_ONCE, type ReadNoticesBody } from '@linping/shared';
import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsUUID } from 'class-validator';

export class ReadNoticesDto implements ReadNoticesBody {
  @ApiProperty({ type: [String], format: 'uuid', minItems: 1, maxItems: NOTICES_READ_AT_ONCE })
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(NOTICES_READ_AT_ONCE) @IsUUID('all', { each: true }) ids!: readonly string[];
}
