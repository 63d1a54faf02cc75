import type { PersonaView, SessionView } from '@linping/shared';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { codeOf } from '../../api/transport.ts';
import { useApp } from '../app-context.ts';
import { keys } from '../query-keys.ts';

const storedOf = ({ accessToken, refreshToken, me }: SessionView) => ({ accessToken, refreshToken, me });

/** Signing in, the forced change of a one-time password, and signing out. */
export function useStaffSignIn() {
  const { staff, staffSession } = useApp();
  const cache = useQueryClient();
  const signIn = useMutation({
    mutationFn: staff.sessions.startStaff,
    onSuccess: (session) => {
      cache.removeQueries({ queryKey: keys.staff });
      staffSession.write(storedOf(session));
    },
  });
  const changePassword = useMutation({
    mutationFn: staff.sessions.changePassword,
    onSuccess: async () => {
      // The server may end every session with the old password, this one too: then one signs in anew.
      const me = await staff.sessions.me().catch(() => undefined);
      const held = staffSession.read();
      if (held && me) staffSession.write({ ...held, me });
      else staffSession.clear();
    },
  });
  return { signIn, changePassword };
}

export function useSignOut(): () => Promise<void> {
  const { staff, staffSession, photos } = useApp();
  const cache = useQueryClient();
  return async () => {
    await staff.sessions.end().catch(() => undefined); // on a dead network the access token runs out by itself
    staffSession.clear();
    photos.staff.clear();
    cache.removeQueries({ queryKey: keys.staff });
  };
}

const NOBODY: readonly PersonaView[] = [];

/** One way in for every role, in a demonstration only; elsewhere the list is empty. */
export function usePersonas() {
  const { staff, staffSession, residentSession } = useApp();
  const cache = useQueryClient();
  const personas = useQuery({
    queryKey: keys.personas,
    queryFn: (): Promise<readonly PersonaView[]> =>
      staff.sessions.personas().catch((error: unknown) => {
        if (codeOf(error)) return NOBODY;
        throw error;
      }),
    staleTime: Infinity,
  });
  const enter = useMutation({
    mutationFn: (persona: PersonaView) => staff.sessions.startPersona({ personaId: persona.id }),
    onSuccess: (session) => {
      cache.removeQueries({ queryKey: keys.staff });
      if (session.me.role !== 'resident') {
        staffSession.write(storedOf(session));
        return;
      }
      // Another resident on the same phone holds other households, other participations and other complaints.
      for (const queryKey of [['households'], keys.rounds, keys.residentComplaints, keys.notices]) cache.removeQueries({ queryKey });
      residentSession.write(storedOf(session));
    },
  });
  return { personas: personas.data ?? NOBODY, enter };
}
