import type { Actor, EstateRegisterView } from '@linping/shared';
import { Body, Controller, Param, ParseUUIDPipe, Patch, Post } from '@nestjs/common';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { ContractsService } from './contracts.service.ts';
import { AddContractDto, EditContractDto } from './estates.dto.ts';

/** A change of a contract is one of its estate: it answers the estate's register view. */
@Controller()
export class ContractsController {
  constructor(private readonly contracts: ContractsService) {}

  @Post('estates/:estateId/contracts')
  @Permit('contract.edit')
  add(@CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string, @Body() body: AddContractDto): Promise<EstateRegisterView> {
    return this.contracts.add(actor, estateId, body);
  }

  @Patch('contracts/:contractId')
  @Permit('contract.edit')
  edit(@CurrentActor() actor: Actor, @Param('contractId', ParseUUIDPipe) contractId: string, @Body() body: EditContractDto): Promise<EstateRegisterView> {
    return this.contracts.edit(actor, contractId, body);
  }
}
