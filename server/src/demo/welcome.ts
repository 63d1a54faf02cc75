import { spacedHouseholdCode, type PersonaView } from '@linping/shared';
import { demoCode } from './codes.ts';
import type { FreeDoor } from './demo.store.ts';
import { XIANGYUNLI } from './district/figures.ts';

const SHOWN_CODES = 3;

/** What whoever has started the demo needs to begin: where, as whom, and a door of 祥云里小院 with its slip. */
export function welcome(publicUrl: string, personas: readonly PersonaView[], doors: readonly FreeDoor[]): string {
  const building = doors.find(({ token }) => doors.filter((door) => door.token === token).length >= SHOWN_CODES) ?? doors[0];
  const slips = doors.filter(({ token }) => token === building?.token).slice(0, SHOWN_CODES);
  return [
    '',
    `  邻评 Linping   ${publicUrl}`,
    '',
    '  As staff   the staff entry page lists who you can be:',
    ...personas.filter(({ role }) => role !== 'resident').map(({ role, displayName }) => `             ${role.padEnd(17)}${displayName}`),
    ...(building ? [
      '',
      `  At a door  ${publicUrl}/q/${building.token}   the QR of ${XIANGYUNLI.name} ${building.building}`,
      ...slips.map((slip) => `             ${spacedHouseholdCode(demoCode(slip))}   ${slip.door}`),
    ] : []),
    '',
    '  All estates but 祥云里小院, all providers and all answers are invented. Stop with Ctrl-C.',
    '',
  ].join('\n');
}
