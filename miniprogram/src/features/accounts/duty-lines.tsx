import type { MeView, StaffRole } from '@linping/shared';
import { Select } from '../../ui/elements.tsx';
import { ROLE_LABELS } from '../identity/role-labels.ts';
import type { Choice } from '../register/chooser.tsx';
import { FormLine } from '../register/form.tsx';
import { managedRoles, PLACE_WORDS, placeOf } from './account-words.ts';
import { PlaceChooser } from './place-chooser.tsx';

/** What somebody is there for, and where. */
export interface Duty {
  readonly role: StaffRole;
  readonly place: Choice | undefined;
}

interface DutyLinesProps {
  /** Who gives it: only roles that they manage are offered. */
  readonly me: MeView;
  readonly duty: Duty;
  readonly onDuty: (duty: Duty) => void;
}

/** False while a role that has a place waits for one. */
export const isWhole = ({ role, place }: Duty): boolean => placeOf(role) === 'district' || place !== undefined;

/** Where the authority ends, as the server wants it: null for the whole district. */
export const scopeIdOf = ({ role, place }: Duty): string | null => (placeOf(role) === 'district' ? null : (place?.id ?? null));

/** The lines of a form that say role and place. Another kind of place begins empty. */
export function DutyLines({ me, duty: { role, place }, onDuty }: DutyLinesProps) {
  const kind = placeOf(role);
  return (
    <>
      <FormLine name="岗位">
        <Select
          id="account-role"
          label="岗位"
          value={role}
          options={managedRoles(me).map((value) => ({ value, word: ROLE_LABELS[value] }))}
          onSelect={(value) => onDuty({ role: value, place: placeOf(value) === kind ? place : undefined })}
        />
      </FormLine>
      <FormLine name={kind === 'district' ? '范围' : `管哪个${PLACE_WORDS[kind]}`}>
        <PlaceChooser
          role={role}
          place={place}
          ownStreetId={me.scope?.level === 'street' ? me.scope.id : undefined}
          onPlace={(chosen) => onDuty({ role, place: chosen })}
        />
      </FormLine>
    </>
  );
}
