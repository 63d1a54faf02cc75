import type { Actor, MerchantView } from '@linping/shared';
import { Body, Controller, Get, Param, ParseUUIDPipe, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { MerchantsService } from './merchants.service.ts';
import { MerchantDto } from './payments.dto.ts';

/** Where each firm's money goes. */
@ApiTags('payments')
@ApiBearerAuth()
@Controller('providers/:providerId/merchant')
export class MerchantsController {
  constructor(private readonly merchants: MerchantsService) {}

  @Get()
  @Permit('merchant.read')
  @ApiOperation({ summary: 'A firm’s number at WeChat Pay; version 0 where it has none yet' })
  merchant(@CurrentActor() actor: Actor, @Param('providerId', ParseUUIDPipe) providerId: string): Promise<MerchantView> {
    return this.merchants.merchant(actor, providerId);
  }

  @Put()
  @Permit('merchant.edit')
  @ApiOperation({ summary: 'Enters or changes it' })
  enter(@CurrentActor() actor: Actor, @Param('providerId', ParseUUIDPipe) providerId: string, @Body() body: MerchantDto): Promise<MerchantView> {
    return this.merchants.enter(actor, providerId, body);
  }
}
