import type { DemoSessionBody } from '@linping/shared';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';

export class DemoSessionDto implements DemoSessionBody {
  @ApiProperty({ description: 'an `id` of GET /demo/personas' }) @IsString() @Length(1, 64) personaId!: string;
}
