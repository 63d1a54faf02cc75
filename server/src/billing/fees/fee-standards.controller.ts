import type { Actor, FeeStandardView, Page } from '@linping/shared';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../../platform/http/current-actor.ts';
import { PageDto } from '../../platform/http/page.dto.ts';
import { FeeStandardsService } from './fee-standards.service.ts';
import { AddFeeDiscountDto, AddFeeStandardDto, EndFeeStandardDto } from './fees.dto.ts';

/** What a firm charges: for everybody to read. */
@ApiTags('fees')
@Controller()
export class FeeStandardsController {
  constructor(private readonly standards: FeeStandardsService) {}

  @Get('estates/:estateId/fee-standards')
  @Permit('public.read')
  page(@CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string, @Query() query: PageDto): Promise<Page<FeeStandardView>> {
    return this.standards.page(actor, estateId, query);
  }

  @Post('estates/:estateId/fee-standards')
  @HttpCode(200) // the same standard may be sent again
  @ApiBearerAuth()
  @Permit('fee.edit')
  add(@CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string, @Body() body: AddFeeStandardDto): Promise<FeeStandardView> {
    return this.standards.add(actor, estateId, body);
  }

  @Post('fee-standards/:standardId/end')
  @HttpCode(200)
  @ApiBearerAuth()
  @Permit('fee.edit')
  end(@CurrentActor() actor: Actor, @Param('standardId', ParseUUIDPipe) standardId: string, @Body() body: EndFeeStandardDto): Promise<FeeStandardView> {
    return this.standards.end(actor, standardId, body);
  }

  @Post('fee-standards/:standardId/discounts')
  @HttpCode(200)
  @ApiBearerAuth()
  @Permit('fee.edit')
  addDiscount(@CurrentActor() actor: Actor, @Param('standardId', ParseUUIDPipe) standardId: string, @Body() body: AddFeeDiscountDto): Promise<FeeStandardView> {
    return this.standards.addDiscount(actor, standardId, body);
  }

  @Post('fee-standards/:standardId/discounts/:discountId/end')
  @HttpCode(200)
  @ApiBearerAuth()
  @Permit('fee.edit')
  endDiscount(
    @CurrentActor() actor: Actor, @Param('standardId', ParseUUIDPipe) standardId: string, @Param('discountId', ParseUUIDPipe) discountId: string, @Body() body: EndFeeStandardDto,
  ): Promise<FeeStandardView> {
    return this.standards.endDiscount(actor, standardId, discountId, body);
  }
}
