import {
  BILL_STATUSES, INVOICE_STATUSES, INVOICE_TITLE_KINDS, MOST_PHOTOS, MOST_PREPAID_MONTHS, PAYMENT_CHANNELS, taxNumberOf,
  type BillReasonBody, type BillsQuery, type BillStatus, type CollectBody, type GenerateBillsBody, type InvoiceRequestsQuery, type InvoiceStatus, type InvoiceTitleKind, type IssueInvoiceBody,
  type MyBillsQuery, type PaymentChannel, type PrepayBody, type RefuseInvoiceBody, type RemindBody, type RequestInvoiceBody,
} from '@linping/shared';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { IsDay } from '../platform/http/is-day.ts';
import { PageDto } from '../platform/http/page.dto.ts';
import { IsMonth } from './is-month.ts';
import { ONE_LINE, Trimmed } from '../platform/http/trimmed.ts';

const INT_MAX = 2_147_483_647; // the column is an int
const REASON_MAX = 200;
const TITLE_MAX = 100;
const TAX_NUMBER_MAX = 40; // as typed, with blanks; what it is, the rule says
const MOST_REMINDED = 5_000;
const DESK_CHANNELS = PAYMENT_CHANNELS.filter((channel) => channel !== 'wechat');

export class GenerateBillsDto implements GenerateBillsBody {
  @ApiProperty({ example: '2026-07' }) @IsMonth() fromMonth!: string;
  @ApiProperty({ example: '2026-12' }) @IsMonth() untilMonth!: string;
  @ApiProperty({ format: 'date', example: '2026-12-31' }) @IsDay() dueOn!: string;
  @ApiProperty({ example: true, description: 'only says what would be made' }) @IsBoolean() preview!: boolean;
}

export class BillsQueryDto extends PageDto implements BillsQuery {
  @ApiPropertyOptional({ enum: BILL_STATUSES }) @IsOptional() @IsIn(BILL_STATUSES) status?: BillStatus;
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() buildingId?: string;
  @ApiPropertyOptional({ maxLength: 40, description: 'part of building and door, or of a number' }) @IsOptional() @IsString() @Length(1, 40) search?: string;
  @ApiPropertyOptional({ example: '2026-07' }) @IsOptional() @IsMonth() month?: string;
}

export class MyBillsQueryDto extends PageDto implements MyBillsQuery {
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() householdId?: string;
}

export class PrepayDto implements PrepayBody {
  @ApiProperty({ minimum: 1, maximum: MOST_PREPAID_MONTHS, example: 6 }) @IsInt() @Min(1) @Max(MOST_PREPAID_MONTHS) months!: number;
  @ApiProperty({ example: true, description: 'only says what it would come to' }) @IsBoolean() preview!: boolean;
}

export class RemindDto implements RemindBody {
  @ApiPropertyOptional({ type: [String], format: 'uuid', description: 'left out: all that are overdue' })
  @IsOptional() @IsArray() @ArrayMaxSize(MOST_REMINDED) @ArrayUnique() @IsUUID(undefined, { each: true }) householdIds?: string[];
}

export class CollectDto implements CollectBody {
  @ApiProperty({ format: 'uuid', description: 'made once by the page: sent again it is the same collection' }) @IsUUID() id!: string;
  @ApiProperty({ minimum: 1, example: 1 }) @IsInt() @Min(1) @Max(INT_MAX) version!: number;
  @ApiProperty({ enum: DESK_CHANNELS, example: 'cash' }) @IsIn(DESK_CHANNELS) channel!: Exclude<PaymentChannel, 'wechat'>;
  @ApiProperty({ format: 'date', example: '2026-11-20' }) @IsDay() paidOn!: string;
  @ApiProperty({ type: [String], format: 'uuid', maxItems: MOST_PHOTOS }) @IsArray() @ArrayMaxSize(MOST_PHOTOS) @ArrayUnique() @IsUUID(undefined, { each: true }) voucherIds!: string[];
  @ApiProperty({ maxLength: REASON_MAX, example: '' }) @Trimmed() @IsString() @MaxLength(REASON_MAX) note!: string;
}

export class BillReasonDto implements BillReasonBody {
  @ApiProperty({ minimum: 1, example: 1, description: 'of the bill' }) @IsInt() @Min(1) @Max(INT_MAX) version!: number;
  @ApiProperty({ maxLength: REASON_MAX, example: '面积登记有误' }) @Trimmed() @IsString() @Length(1, REASON_MAX) @Matches(ONE_LINE) reason!: string;
}

export class RequestInvoiceDto implements RequestInvoiceBody {
  @ApiProperty({ format: 'uuid', description: 'made once by the page: sent again it is the same request' }) @IsUUID() id!: string;
  @ApiProperty({ enum: INVOICE_TITLE_KINDS, example: 'company' }) @IsIn(INVOICE_TITLE_KINDS) titleKind!: InvoiceTitleKind;
  @ApiProperty({ maxLength: TITLE_MAX, example: '郑州某某商贸有限公司' }) @Trimmed() @IsString() @Length(1, TITLE_MAX) @Matches(ONE_LINE) title!: string;
  @ApiPropertyOptional({ maxLength: TAX_NUMBER_MAX, example: '91350100M000100Y43', description: 'of a company' })
  @IsOptional() @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? taxNumberOf(value) : value)) @IsString() @MaxLength(TAX_NUMBER_MAX) taxNumber?: string;
}

export class InvoiceRequestsQueryDto extends PageDto implements InvoiceRequestsQuery {
  @ApiPropertyOptional({ enum: INVOICE_STATUSES }) @IsOptional() @IsIn(INVOICE_STATUSES) status?: InvoiceStatus;
}

export class IssueInvoiceDto implements IssueInvoiceBody {
  @ApiProperty({ minimum: 1, example: 1 }) @IsInt() @Min(1) @Max(INT_MAX) version!: number;
  @ApiProperty({ format: 'uuid', description: 'a PDF or picture that was uploaded before' }) @IsUUID() fileId!: string;
}

export class RefuseInvoiceDto implements RefuseInvoiceBody {
  @ApiProperty({ minimum: 1, example: 1 }) @IsInt() @Min(1) @Max(INT_MAX) version!: number;
  @ApiProperty({ maxLength: REASON_MAX, example: '抬头与税号不符' }) @Trimmed() @IsString() @Length(1, REASON_MAX) @Matches(ONE_LINE) reason!: string;
}
