/** Keys of the register's queries. Under `staff`, so that signing out drops them; a change of the register refreshes all of `register`. */
export const registerKeys = {
  all: ['staff', 'register'] as const,
  estates: (query: object) => ['staff', 'register', 'estates', query] as const,
  estate: (estateId: string) => ['staff', 'register', 'estate', estateId] as const,
  estateHistory: (estateId: string) => ['staff', 'register', 'estate-history', estateId] as const,
  providers: (query: object) => ['staff', 'register', 'providers', query] as const,
  provider: (providerId: string) => ['staff', 'register', 'provider', providerId] as const,
  providerContracts: (providerId: string) => ['staff', 'register', 'provider-contracts', providerId] as const,
  providerHistory: (providerId: string) => ['staff', 'register', 'provider-history', providerId] as const,
  buildings: (estateId: string) => ['staff', 'register', 'buildings', estateId] as const,
  households: (estateId: string, query: object) => ['staff', 'register', 'households', estateId, query] as const,
  householdHistory: (householdId: string) => ['staff', 'register', 'household-history', householdId] as const,
  poster: (buildingId: string, token: string | null) => ['staff', 'register', 'poster', buildingId, token] as const,
};
