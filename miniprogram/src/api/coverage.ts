import type {
  CommentView, CoverageAreasQuery, CoverageAreaView, CoverageDueView, CoverageQuery, CoverageRowView, CoverageSummaryQuery, CoverageSummaryView,
  MoveRoundBody, Page, PageQuery, RescheduleRoundBody, RoundCoverageView, RoundStepView,
} from '@linping/shared';
import { queryOf, send, type Transport } from './transport.ts';

/** The street's side of a round: who has been reached, what waits for whom, and the officer's four moves. */
export const coverageApi = (transport: Transport) => {
  const read = <T>(path: string, query: object = {}) => send<T>(transport, { method: 'GET', path: `${path}${queryOf(query)}`, session: 'held' });
  const move = (roundId: string, action: string, body: MoveRoundBody | RescheduleRoundBody) =>
    send<RoundCoverageView>(transport, { method: 'POST', path: `/rounds/${roundId}/${action}`, body, session: 'held' });
  return {
    list: (query: CoverageQuery) => read<Page<CoverageRowView>>('/coverage', query),
    summary: (query: CoverageSummaryQuery = {}) => read<CoverageSummaryView>('/coverage/summary', query),
    areas: (query: CoverageAreasQuery) => read<Page<CoverageAreaView>>('/coverage/areas', query),
    due: () => read<CoverageDueView>('/coverage/due'),
    ofRound: (roundId: string) => read<RoundCoverageView>(`/rounds/${roundId}/coverage`),
    steps: (roundId: string, query: PageQuery = {}) => read<Page<RoundStepView>>(`/rounds/${roundId}/steps`, query),
    /** Refused with RESULT_NOT_CERTIFIED before. */
    comments: (roundId: string, query: PageQuery = {}) => read<Page<CommentView>>(`/rounds/${roundId}/comments`, query),
    close: (roundId: string, body: MoveRoundBody) => move(roundId, 'close', body),
    certify: (roundId: string, body: MoveRoundBody) => move(roundId, 'certify', body),
    extend: (roundId: string, body: RescheduleRoundBody) => move(roundId, 'extend', body),
    supplement: (roundId: string, body: RescheduleRoundBody) => move(roundId, 'supplement', body),
  };
};
