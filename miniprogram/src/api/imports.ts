import type { ImportQuery, ImportRunView } from '@linping/shared';
import { queryOf, send, type Transport } from './transport.ts';

/** What a list is of. Doors without an estate are those of a whole street, each row with its 小区编号; `voucherIds` stand behind every line. */
export type ImportKind =
  | { readonly kind: 'estates' }
  | { readonly kind: 'households'; readonly estateId?: string }
  | { readonly kind: 'feeAreas'; readonly estateId: string }
  | { readonly kind: 'statementLines'; readonly statementId: string; readonly voucherIds: readonly string[] };

/** Where a list's file is sent; the file itself goes through {@link filesApi}. */
export function importPath(list: ImportKind, { preview, run }: ImportQuery): string {
  const voucherIds = list.kind === 'statementLines' ? list.voucherIds.join() : undefined;
  return `${pathOf(list)}${queryOf({ preview: preview ? 'true' : undefined, run, voucherIds })}`;
}

function pathOf(list: ImportKind): string {
  switch (list.kind) {
    case 'estates': return '/imports/estates';
    case 'households': return list.estateId ? `/estates/${list.estateId}/households/import` : '/imports/households';
    case 'feeAreas': return `/estates/${list.estateId}/fee-areas/import`;
    case 'statementLines': return `/statements/${list.statementId}/lines/import`;
  }
}

const TEMPLATES: Readonly<Record<ImportKind['kind'], string>> = {
  estates: '/imports/estates/template', households: '/imports/households/template', feeAreas: '/imports/fee-areas/template', statementLines: '/statements/lines/template',
};
export const templatePath = ({ kind }: ImportKind): string => TEMPLATES[kind];

export const importsApi = (transport: Transport) => ({
  /** How far the server has come with an import of this account. Refused with IMPORT_RUN_NOT_FOUND before it has begun and some minutes after. */
  progress: (run: string) => send<ImportRunView>(transport, { method: 'GET', path: `/imports/runs/${run}`, session: 'held' }),
});
