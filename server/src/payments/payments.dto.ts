import { MOST_BILLS_AT_ONCE, ORDER_STATUSES, PAYMENT_SCENES, type MerchantBody, type OrderStatus, type PayBody, type PaymentScene, type PaymentsQuery, type RefundBody } from '@linping/shared';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import { PageDto } from '../platform/http/page.dto.ts';

/** Ten million yuan: far above any household's fee, far below what stops being exact. */
const MOST_FEN = 1_000_000_000;

export class PayDto implements PayBody {
  @ApiProperty({ format: 'uuid', description: 'made once by the phone: sent again it is the same order' }) @IsUUID() id!: string;
  @ApiProperty({ type: [String], format: 'uuid', minItems: 1, maxItems: MOST_BILLS_AT_ONCE }) @IsArray() @ArrayMinSize(1) @ArrayMaxSize(MOST_BILLS_AT_ONCE) @ArrayUnique() @IsUUID(undefined, { each: true }) billIds!: string[];
  @ApiProperty({ enum: PAYMENT_SCENES, example: 'native' }) @IsIn(PAYMENT_SCENES) scene!: PaymentScene;
}

export class PaymentsQueryDto extends PageDto implements PaymentsQuery {
  @ApiPropertyOptional({ enum: ORDER_STATUSES }) @IsOptional() @IsIn(ORDER_STATUSES) status?: OrderStatus;
}

export class RefundDto implements RefundBody {
  @ApiProperty({ format: 'uuid', description: 'made once by the page: sent again it is the same refund' }) @IsUUID() id!: string;
  @ApiProperty({ format: 'uuid' }) @IsUUID() billId!: string;
  @ApiProperty({ type: 'integer', minimum: 1, maximum: MOST_FEN, example: 1200, description: 'fen' }) @IsInt() @Min(1) @Max(MOST_FEN) amountFen!: number;
  @ApiProperty({ maxLength: 80, example: '多收一个月', description: 'the payer reads it' })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value)) @IsString() @Length(1, 80) reason!: string;
}

export class MerchantDto implements MerchantBody {
  @ApiProperty({ type: 'integer', minimum: 0, example: 0, description: '0 where there is none yet' }) @IsInt() @Min(0) @Max(2_147_483_646) version!: number;
  @ApiProperty({ pattern: '^[0-9]{8,32}$', example: '1900000109', description: 'the firm’s own number at WeChat Pay' }) @IsString() @Matches(/^\d{8,32}$/) mchid!: string;
  @ApiProperty({ example: true }) @IsBoolean() isActive!: boolean;
}
