import type { ChangePasswordBody } from '@linping/shared';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { PASSWORD_MAX_LENGTH } from './passwords.ts';

/** A new password that is too short is not an invalid request: PASSWORD_TOO_WEAK says what it should be. */
export class ChangePasswordDto implements ChangePasswordBody {
  @ApiProperty({ maxLength: PASSWORD_MAX_LENGTH }) @IsString() @Length(1, PASSWORD_MAX_LENGTH) oldPassword!: string;
  @ApiProperty({ maxLength: PASSWORD_MAX_LENGTH }) @IsString() @Length(1, PASSWORD_MAX_LENGTH) newPassword!: string;
}
