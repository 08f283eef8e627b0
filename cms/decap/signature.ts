/** Who signs what is written through Decap: the organisation, never the person. */
import type { Signature } from '../depot/depot';
import type { Personne } from '../personnes/personnes';

export const COORDINATION: Signature = { id: 'coordination', nom: 'Coordination' };

export function signatureOf({ organisme }: Pick<Personne, 'organisme'>): Signature {
  return organisme ?? COORDINATION;
}
