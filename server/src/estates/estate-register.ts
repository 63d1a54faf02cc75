import type { IssuedCodesView } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Random } from '../platform/random.ts';
import { CodesService } from './codes.service.ts';
import type { HouseholdRow } from './households.entity.ts';
import { ImportsStore, type RegisterRows } from './imports.store.ts';

/**
 * A whole district at once, for programs above the capabilities (the demo loader, the simulation). It asks nobody's
 * permission and writes no audit line, so no route leads here.
 */
@Injectable()
export class EstateRegister {
  constructor(private readonly store: ImportsStore, private readonly codes: CodesService, private readonly random: Random) {}

  /** Inserts in chunks, in the order in which one row names another. The caller has made the ids and holds the transaction. */
  insert(tx: EntityManager, rows: RegisterRows): Promise<void> {
    return this.store.insert(tx, rows);
  }

  /** Codes for households that nobody holds, answered readable: with a seeded Random they are the same on every machine. */
  issueCodes(tx: EntityManager, households: readonly HouseholdRow[], issuedBy: string, random: Random = this.random): Promise<IssuedCodesView['codes']> {
    return this.codes.writeCodes(tx, households, issuedBy, random);
  }
}
