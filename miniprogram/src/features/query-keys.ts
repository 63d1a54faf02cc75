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
  areas: ['staff', 'areas'] as const,
  coverage: (query: object) => ['staff', 'coverage', 'list', query] as const,
  coverageSummary: (query: object) => ['staff', 'coverage', 'summary', query] as const,
  coverageAreas: (query: object) => ['staff', 'coverage', 'areas', query] as const,
  coverageDue: ['staff', 'coverage', 'due'] as const,
  roundCoverage: (roundId: string) => ['staff', 'coverage', 'round', roundId] as const,
  roundSteps: (roundId: string) => ['staff', 'coverage', 'steps', roundId] as const,
  roundComments: (roundId: string) => ['staff', 'coverage', 'comments', roundId] as const,
  campaigns: ['staff', 'campaigns'] as const,
  questionnaires: ['staff', 'questionnaires'] as const,
  accountsCount: ['staff', 'accounts', 'count'] as const,
  /** Every list and figure of the score sheets: a deduction changes them. */
  sheetLists: ['staff', 'sheets'] as const,
  sheets: (query: object) => ['staff', 'sheets', 'list', query] as const,
  sheetsSummary: (halfYear: string) => ['staff', 'sheets', 'summary', halfYear] as const,
  sheet: (sheetId: string) => ['staff', 'sheet', sheetId] as const,
  personas: ['personas'] as const,
};
