import { mayEver, type BookBody, type Role } from '@linping/shared';

/** Whose accounts a role keeps; undefined for those who only read or review. */
export function bodyOfRole(role: Role): BookBody | undefined {
  if (!mayEver(role, 'statement.draft')) return undefined;
  return role === 'committee' || role === 'communityService' ? role : 'provider';
}
