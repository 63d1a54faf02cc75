import type {
  CoverageQuery, CoverageRowView, CoverageSummaryView, MoveRoundBody, Page, RescheduleRoundBody, RoundCoverageView,
} from '@linping/shared';
import { queryOf, send, type Transport } from './transport.ts';

/** The street's side of a round: who has been reached, and the officer's four moves. */
export const coverageApi = (transport: Transport) => {
  const move = (roundId: string, action: string, body: MoveRoundBody | RescheduleRoundBody) =>
    send<RoundCoverageView>(transport, { method: 'POST', path: `/rounds/${roundId}/${action}`, body, session: 'held' });
  return {
    list: (query: CoverageQuery) =>
      send<Page<CoverageRowView>>(transport, { method: 'GET', path: `/coverage${queryOf(query)}`, session: 'held' }),
    summary: (halfYear?: string) =>
      send<CoverageSummaryView>(transport, { method: 'GET', path: `/coverage/summary${queryOf({ halfYear })}`, session: 'held' }),
    ofRound: (roundId: string) => send<RoundCoverageView>(transport, { method: 'GET', path: `/rounds/${roundId}/coverage`, session: 'held' }),
    close: (roundId: string, body: MoveRoundBody) => move(roundId, 'close', body),
    certify: (roundId: string, body: MoveRoundBody) => move(roundId, 'certify', body),
    extend: (roundId: string, body: RescheduleRoundBody) => move(roundId, 'extend', body),
    supplement: (roundId: string, body: RescheduleRoundBody) => move(roundId, 'supplement', body),
  };
};
