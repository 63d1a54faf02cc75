import type { ImportQuery, ImportRunView } from '@linping/shared';
import { queryOf, send, type Transport } from './transport.ts';

/** What a list is of. Doors without an estate are those of a whole street, each row with its 小区编号. */
export type ImportKind = { readonly kind: 'estates' } | { readonly kind: 'households'; readonly estateId?: string };

/** Where a list's file is sent; the file itself goes through {@link filesApi}. */
export function importPath(list: ImportKind, { preview, run }: ImportQuery): string {
  const path = list.kind === 'estates' ? '/imports/estates' : list.estateId ? `/estates/${list.estateId}/households/import` : '/imports/households';
  return `${path}${queryOf({ preview: preview ? 'true' : undefined, run })}`;
}

export const templatePath = ({ kind }: ImportKind): string => `/imports/${kind}/template`;

export const importsApi = (transport: Transport) => ({
  /** How far the server has come with an import of this account. Refused with IMPORT_RUN_NOT_FOUND before it has begun and some minutes after. */
  progress: (run: string) => send<ImportRunView>(transport, { method: 'GET', path: `/imports/runs/${run}`, session: 'held' }),
});
