import { RECONCILIATION_TASK_STATUSES, type ReconciliationDaysQuery, type ReconciliationTasksQuery, type ReconciliationTaskStatus, type SettleTaskBody } from '@linping/shared';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Max, Min } from 'class-validator';
import { PageDto } from '../../platform/http/page.dto.ts';

const REASON_MAX = 200;

export class ReconciliationDaysQueryDto extends PageDto implements ReconciliationDaysQuery {
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() providerId?: string;
}

export class ReconciliationTasksQueryDto extends ReconciliationDaysQueryDto implements ReconciliationTasksQuery {
  @ApiPropertyOptional({ enum: RECONCILIATION_TASK_STATUSES }) @IsOptional() @IsIn(RECONCILIATION_TASK_STATUSES) status?: ReconciliationTaskStatus;
}

export class SettleTaskDto implements SettleTaskBody {
  @ApiProperty({ type: 'integer', minimum: 1, example: 1, description: 'of the task as it was seen' }) @IsInt() @Min(1) @Max(2_147_483_646) version!: number;
  @ApiProperty({ maxLength: REASON_MAX, example: '在商户平台人工退款，已登记' })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value)) @IsString() @Length(1, REASON_MAX) reason!: string;
}
