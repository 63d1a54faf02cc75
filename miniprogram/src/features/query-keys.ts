/** Every key of the query cache, so that what a move invalidates can be read in one place. */
export const keys = {
  scanned: (token: string) => ['scanned', token] as const,
  estate: (estateId: string) => ['estate', estateId] as const,
  results: (estateId: string) => ['results', estateId] as const,
  households: (session: string) => ['households', session] as const,
  /** All rounds: an answer or an officer's move changes any of the following. */
  rounds: ['rounds'] as const,
  currentRound: (estateId: string) => ['rounds', 'of-estate', estateId] as const,
  round: (roundId: string) => ['rounds', 'one', roundId] as const,
  participation: (roundId: string, householdId: string) => ['rounds', 'participation', roundId, householdId] as const,
  result: (roundId: string) => ['rounds', 'result', roundId] as const,
  /** The staff's side, dropped at sign-out. */
  staff: ['staff'] as const,
  coverage: (query: object) => ['staff', 'coverage', 'list', query] as const,
  coverageSummary: (halfYear: string) => ['staff', 'coverage', 'summary', halfYear] as const,
  roundCoverage: (roundId: string) => ['staff', 'coverage', 'round', roundId] as const,
  personas: ['personas'] as const,
};
