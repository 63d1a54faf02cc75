import type { MeView, PersonaView } from '@linping/shared';
import { ROLE_LABELS } from './role-labels.ts';

type Named = Pick<MeView, 'role' | 'displayName' | 'scopeName'>;

/** 「五里堡街道 · 李干事」; a name that already says the place does not say it twice. */
export function whoInWords({ role, displayName, scopeName }: Named): string {
  const name = displayName ?? ROLE_LABELS[role];
  return scopeName && !name.includes(scopeName) ? `${scopeName} · ${name}` : name;
}

/** What stands beside a persona's name: its role, unless the name says it. */
export const personaNote = ({ role, displayName }: PersonaView): string => (displayName.includes(ROLE_LABELS[role]) ? '' : ROLE_LABELS[role]);
