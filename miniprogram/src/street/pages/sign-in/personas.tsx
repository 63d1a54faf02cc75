import { personaNote } from '../../../features/identity/who.ts';
import { usePersonas } from '../../../features/identity/use-staff.ts';
import { restart, to } from '../../../platform/navigate.ts';
import { Box, Heading } from '../../../ui/elements.tsx';
import { LinkRow } from '../../../ui/list.tsx';
import { Notice } from '../../../ui/states.tsx';

/** The demonstration's way in. A deployment that is no demonstration has no personas and shows nothing. */
export function Personas() {
  const { personas, enter } = usePersonas();
  if (personas.length === 0) return null;
  return (
    <>
      <Heading level={2} className="section-title">演示：选一个身份进入</Heading>
      {enter.error && <Notice id="persona-refusal" tone="bad">{enter.error.message}</Notice>}
      <Box className="links">
        {personas.map((persona) => (
          <LinkRow
            key={persona.id}
            id={`persona-${persona.id}`}
            title={persona.displayName}
            note={personaNote(persona)}
            onPress={() => {
              if (persona.role === 'visitor') restart(to.home());
              else enter.mutate(persona, { onSuccess: ({ me }) => me.role === 'resident' && restart(to.home()) });
            }}
          />
        ))}
      </Box>
    </>
  );
}
