import {
  checkContractDates, checkNoOverlap, isSubsidisedUnder, shanghaiDate,
  type Actor, type AddContractBody, type ContractTerms, type EditContractBody, type EstateRegisterView,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog, changedFacts } from '../platform/audit/audit-log.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Random } from '../platform/random.ts';
import { orRefuse, refuse } from '../platform/refused.ts';
import { ContractsStore } from './contracts.store.ts';
import type { ContractRow } from './estates.entity.ts';
import { EstatesStore } from './estates.store.ts';
import { ProvidersStore } from './providers.store.ts';
import { RegisterService } from './register.service.ts';

/**
 * Who manages an estate, and since when: it decides who is scored (item 1 counts a contract that is not signed or filed)
 * and from when the estate is subsidised (七(二)2). Contracts are kept under their estate's version, because what they must
 * keep is a rule among them: no day is two providers'. A submitted score sheet keeps what it was made of.
 */
@Injectable()
export class ContractsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly random: Random,
    private readonly audit: AuditLog,
    private readonly register: RegisterService,
    private readonly estates: EstatesStore,
    private readonly contracts: ContractsStore,
    private readonly providers: ProvidersStore,
  ) {}

  /**
   * A contract of the estate with a provider; the estate as it was seen.
   * Refuses: ESTATE_NOT_FOUND, OUT_OF_SCOPE, PROVIDER_NOT_FOUND, CONTRACT_DATES_WRONG, CONTRACTS_OVERLAP (the one before has
   * to end first), CHANGED_BY_SOMEONE_ELSE.
   */
  add(actor: Actor, estateId: string, { version, providerId, ...terms }: AddContractBody): Promise<EstateRegisterView> {
    return this.unitOfWork.run(async (tx) => {
      await this.register.placeFor(tx, actor, 'contract.edit', estateId);
      if (!(await this.estates.change(tx, estateId, version, {}))) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
      const provider = (await this.providers.find(tx, providerId)) ?? refuse({ code: 'PROVIDER_NOT_FOUND' });
      const contract: ContractRow = { id: this.random.uuid(), estateId, providerId, ...terms, isSubsidised: isSubsidisedUnder(provider.kind, terms.isSubsidised) };
      await this.judge(tx, contract);
      await this.contracts.insert(tx, contract);
      const facts = { contractId: contract.id, provider: provider.name, ...termsOf(contract) };
      await this.audit.append(tx, { actor, action: 'contract.add', subject: `estate:${estateId}`, facts });
      return this.register.registerView(tx, estateId);
    });
  }

  /** Corrects a contract; who it is with stays. Where nothing differs no line is written. Refuses: CONTRACT_NOT_FOUND, otherwise as for add. */
  edit(actor: Actor, contractId: string, { version, ...given }: EditContractBody): Promise<EstateRegisterView> {
    return this.unitOfWork.run(async (tx) => {
      const { estateId, providerId } = (await this.contracts.find(tx, contractId)) ?? refuse({ code: 'CONTRACT_NOT_FOUND' });
      await this.register.placeFor(tx, actor, 'contract.edit', estateId);
      if (!(await this.estates.change(tx, estateId, version, {}))) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
      const before = (await this.contracts.find(tx, contractId))!; // read behind the gate: what another has just written is seen
      const provider = (await this.providers.find(tx, providerId))!;
      const asked = { ...before, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) };
      const contract: ContractRow = { ...asked, isSubsidised: isSubsidisedUnder(provider.kind, asked.isSubsidised) };
      await this.judge(tx, contract);
      const facts = changedFacts(termsOf(before), termsOf(contract));
      if (Object.keys(facts).length > 0) {
        await this.contracts.change(tx, contractId, termsOf(contract));
        await this.audit.append(tx, { actor, action: 'contract.edit', subject: `estate:${estateId}`, facts: { contractId, provider: provider.name, ...facts } });
      }
      return this.register.registerView(tx, estateId);
    });
  }

  /** The caller has passed the estate's gate: no other contract of it is being written. */
  private async judge(tx: EntityManager, contract: ContractRow): Promise<void> {
    orRefuse(checkContractDates(contract, shanghaiDate(this.clock.now().getTime())));
    const others = (await this.contracts.ofEstate(tx, contract.estateId)).filter(({ id }) => id !== contract.id);
    orRefuse(checkNoOverlap(contract, others));
  }
}

const termsOf = ({ signedDate, filedDate, entryDate, endDate, phone, isSubsidised }: ContractRow) =>
  ({ signedDate, filedDate, entryDate, endDate, phone, isSubsidised }) satisfies ContractTerms;
