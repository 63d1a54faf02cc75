import type { RefreshBody, StaffSessionBody, WechatSessionBody } from '@linping/shared';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { PASSWORD_MAX_LENGTH } from './passwords.ts';

export class WechatSessionDto implements WechatSessionBody {
  @ApiProperty({ maxLength: 128 }) @IsString() @Length(1, 128) code!: string;
}

/** Only so long that it can be looked up: what a password may be is decided when it is set. */
export class StaffSessionDto implements StaffSessionBody {
  @ApiProperty({ maxLength: 64 }) @IsString() @Length(1, 64) name!: string;
  @ApiProperty({ maxLength: PASSWORD_MAX_LENGTH }) @IsString() @Length(1, PASSWORD_MAX_LENGTH) password!: string;
}

export class RefreshDto implements RefreshBody {
  @ApiProperty({ maxLength: 128 }) @IsString() @Length(1, 128) refreshToken!: string;
}
