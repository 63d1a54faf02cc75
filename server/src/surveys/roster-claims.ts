import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HouseholdClaims } from '../estates/household-claims.service.ts';
import { AnswersStore } from './answers.store.ts';

/** A household that a round has in its roster stays in the register: it is in that round's denominator. */
@Injectable()
export class RosterClaims implements OnModuleInit {
  constructor(private readonly claims: HouseholdClaims, private readonly answers: AnswersStore) {}

  onModuleInit(): void {
    this.claims.register(async (db, householdIds) => (await this.answers.roster(db, householdIds)).length > 0);
  }
}
