/** What programs outside the mini-program use of it: the journeys in test/ speak to the server through this client. */
export { createApi, type Api } from './create-api.ts';
export { fetchTransport } from './fetch-transport.ts';
export { withSession, type SessionStore, type StoredSession } from './session.ts';
export { ApiProblem, codeOf, SignedOut, Unreachable, type Call, type Reply, type Transport } from './transport.ts';
