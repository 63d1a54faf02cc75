import type {
  AddLineBody, BeginStatementBody, ComputedKind, CorrectStatementBody, CosignBody, DeclareBody, DisclosureSettingsBody, DisclosureSettingsView, EditLineBody, EditStatementBody, EstateAccountsView, Page,
  ReturnStatementBody, StatementDutiesQuery, StatementDutiesSummaryView, StatementDutyRow, StatementLinesQuery, StatementLineView, StatementRow, StatementsQuery, StatementVersionBody,
  StatementView,
} from '@linping/shared';
import { queryOf, send, type Transport } from './transport.ts';

/** Whose session reads a statement: visitors read what is published, staff also what is being drawn up. */
export type StatementReader = 'none' | 'held';

/** Statements of accounts: what residents read, and the desk that draws them up and reviews them. */
export const disclosuresApi = (transport: Transport) => {
  const read = <T>(path: string, session: StatementReader = 'held') => send<T>(transport, { method: 'GET', path, session });
  const write = <T>(method: 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, body?: unknown) => send<T>(transport, { method, path, body, session: 'held' });
  return {
    ofEstate: (estateId: string) => read<EstateAccountsView>(`/estates/${estateId}/accounts`, 'none'),
    statement: (statementId: string, reader: StatementReader) => read<StatementView>(`/statements/${statementId}`, reader),
    lines: (statementId: string, query: StatementLinesQuery, reader: StatementReader) => read<Page<StatementLineView>>(`/statements/${statementId}/lines${queryOf(query)}`, reader),

    list: (query: StatementsQuery) => read<Page<StatementRow>>(`/statements${queryOf(query)}`),
    duties: (query: StatementDutiesQuery) => read<Page<StatementDutyRow>>(`/statement-duties${queryOf(query)}`),
    dutiesSummary: (query: Pick<StatementDutiesQuery, 'period' | 'streetId'>) => read<StatementDutiesSummaryView>(`/statement-duties/summary${queryOf(query)}`),
    begin: (estateId: string, body: BeginStatementBody) => write<StatementView>('POST', `/estates/${estateId}/statements`, body),
    correct: (statementId: string, body: CorrectStatementBody) => write<StatementView>('POST', `/statements/${statementId}/corrections`, body),
    edit: (statementId: string, body: EditStatementBody) => write<StatementView>('PATCH', `/statements/${statementId}`, body),
    declare: (statementId: string, kind: ComputedKind, body: DeclareBody) => write<StatementView>('PUT', `/statements/${statementId}/computed/${kind}`, body),
    addLine: (statementId: string, body: AddLineBody) => write<StatementView>('POST', `/statements/${statementId}/lines`, body),
    editLine: (statementId: string, lineId: string, body: EditLineBody) => write<StatementView>('PATCH', `/statements/${statementId}/lines/${lineId}`, body),
    removeLine: (statementId: string, lineId: string, version: number) => write<StatementView>('DELETE', `/statements/${statementId}/lines/${lineId}${queryOf({ version })}`),
    move: (statementId: string, action: 'submit' | 'withdraw' | 'approve' | 'publish', body: StatementVersionBody) => write<StatementView>('POST', `/statements/${statementId}/${action}`, body),
    /** Of what is drawn up: an edition that was begun by mistake. */
    discard: (statementId: string, version: number) => write<void>('DELETE', `/statements/${statementId}${queryOf({ version })}`),
    return: (statementId: string, body: ReturnStatementBody) => write<StatementView>('POST', `/statements/${statementId}/return`, body),
    cosign: (statementId: string, body: CosignBody) => write<StatementView>('POST', `/statements/${statementId}/cosign`, body),
    settings: (estateId: string) => read<DisclosureSettingsView>(`/estates/${estateId}/disclosure-settings`),
    setFrequency: (estateId: string, body: DisclosureSettingsBody) => write<DisclosureSettingsView>('PUT', `/estates/${estateId}/disclosure-settings`, body),
  };
};

/** Statements as files: the stairwell's notice of a published edition (A4), its lines, and the text whose SHA-256 is its hash. */
export const statementPaper = (statementId: string, paper: 'notice.pdf' | 'lines.xlsx' | 'lines.csv' | 'edition.txt'): string => `/statements/${statementId}/${paper}`;
