import type { BookBody } from '@linping/shared';

/** What people call whoever keeps a book; a provider by its name. */
const NAMES: Readonly<Record<BookBody, string>> = { provider: '物业服务企业', committee: '业主委员会', communityService: '社区物业服务机构' };

/** `providers`: provider's id → its name. */
export const bodyName = ({ body, bodyId }: { readonly body: BookBody; readonly bodyId: string }, providers: ReadonlyMap<string, string>): string =>
  (body === 'provider' ? (providers.get(bodyId) ?? NAMES.provider) : NAMES[body]);
