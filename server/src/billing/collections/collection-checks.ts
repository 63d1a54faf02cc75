import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Checked, LedgerChecks } from '../../ledger/checks/ledger-checks.service.ts';
import { EnteredEntries, type Entered } from '../../ledger/entered.service.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { BillsStore } from '../bills/bills.store.ts';
import { CHANNELS, reversalKeyOf, sourceKeyOf } from './collection-entries.ts';
import type { BillCollectionRow } from './collections.entity.ts';
import { CollectionsStore } from './collections.store.ts';

const AT_A_TIME = 200;

/** Whether every fen that a firm took over the counter is in the ledger once, and what it took back is taken back there. */
@Injectable()
export class CollectionChecks {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly collections: CollectionsStore, private readonly bills: BillsStore, private readonly entries: EnteredEntries, checks: LedgerChecks,
  ) {
    checks.register({ name: 'every cash payment and transfer is in the ledger once, and reversed there when it was', run: () => this.run() });
  }

  private async run(): Promise<Checked> {
    let [looked, after] = [0, ''];
    const faults: string[] = [];
    for (;;) {
      const rows = await this.unitOfWork.read((db) => this.collections.ofTheDesk(db, after, AT_A_TIME));
      faults.push(...(await this.unitOfWork.read((db) => this.look(db, rows))));
      looked += rows.length;
      if (rows.length < AT_A_TIME) return { looked, faults };
      after = rows.at(-1)!.id;
    }
  }

  private async look(db: EntityManager, rows: readonly BillCollectionRow[]): Promise<readonly string[]> {
    const entered = await this.entries.byKey(db, rows.flatMap(({ id }) => [sourceKeyOf(id), reversalKeyOf(id)]));
    const faults: string[] = [];
    for (const row of rows) {
      const bill = (await this.bills.find(db, row.billId))!;
      if (!isRight(entered.get(sourceKeyOf(row.id)), row, bill)) faults.push(`collection ${row.id} of ${row.amountFen} fen is not in its firm's book as such`);
      if (row.reversedOn !== null && !entered.has(reversalKeyOf(row.id))) faults.push(`collection ${row.id} was reversed, and stands in the ledger`);
      if (row.reversedOn === null && entered.has(reversalKeyOf(row.id))) faults.push(`collection ${row.id} stands, and was taken back in the ledger`);
    }
    return faults;
  }
}

function isRight(entry: Entered | undefined, { channel, amountFen }: BillCollectionRow, { estateId, providerId }: { readonly estateId: string; readonly providerId: string }): boolean {
  if (!entry || channel === 'wechat') return false;
  const { kind, account } = CHANNELS[channel];
  return entry.kind === kind && entry.fenOf(account) === amountFen && entry.book.estateId === estateId && entry.book.body === 'provider' && entry.book.bodyId === providerId;
}
