import {
  COMPLAINT_CATEGORY_IDS, COMPLAINT_RATES, FIGURES_BY, FIGURES_SORTS,
  type CategoryOfComplaint, type ComplaintFiguresFilter, type ComplaintFiguresQuery, type ComplaintRateName, type FiguresBy, type FiguresSort, type LoweringQuery,
} from '@linping/shared';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, Min } from 'class-validator';

const HALF_YEAR = /^\d{4}H[12]$/;

export class EstateFiguresQueryDto {
  @ApiPropertyOptional({ example: '2026H2', description: 'of the receipt; left out: the running one' }) @IsOptional() @Matches(HALF_YEAR) halfYear?: string;
}

export class FiguresFilterDto implements ComplaintFiguresFilter {
  @ApiPropertyOptional({ example: '2026H2', description: 'of the receipt; left out: the newest that has any' }) @IsOptional() @Matches(HALF_YEAR) halfYear?: string;
  @ApiPropertyOptional({ enum: COMPLAINT_CATEGORY_IDS }) @IsOptional() @IsIn(COMPLAINT_CATEGORY_IDS) category?: CategoryOfComplaint;
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() streetId?: string;
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() communityId?: string;
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() estateId?: string;
  @ApiPropertyOptional({ format: 'uuid', description: 'in charge when it was filed' }) @IsOptional() @IsUUID() providerId?: string;
}

class FiguresPageDto extends FiguresFilterDto {
  @ApiPropertyOptional({ description: '`nextCursor` of the page before' }) @IsOptional() @IsString() @Length(1, 400) cursor?: string;
  @ApiPropertyOptional({ minimum: 1, maximum: 200, default: 50 }) @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(200) limit?: number;
}

export class FiguresQueryDto extends FiguresPageDto implements ComplaintFiguresQuery {
  @ApiProperty({ enum: FIGURES_BY }) @IsIn(FIGURES_BY) by!: FiguresBy;
  @ApiPropertyOptional({ enum: FIGURES_SORTS, description: 'received: the most first; a rate: the lowest first' }) @IsOptional() @IsIn(FIGURES_SORTS) sort?: FiguresSort;
}

export class LoweringQueryDto extends FiguresPageDto implements LoweringQuery {
  @ApiProperty({ enum: COMPLAINT_RATES }) @IsIn(COMPLAINT_RATES) rate!: ComplaintRateName;
}
