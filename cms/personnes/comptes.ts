/** The first people of an atelier: those named by the settings, or three accounts to try it on one’s own machine. */
import { ErreurDEnvironnement } from '../../src/loaders/environnement';
import type { Depot, Fiche } from '../depot/depot';
import type { Reglages } from '../reglages';
import type { Personne, Registre } from './personnes';

export const COORDINATION_D_ESSAI = 'coordination@essai.example';
export const PARTENAIRE_D_ESSAI = 'partenaire@essai.example';
export const PROFESSIONNEL_D_ESSAI = 'professionnel@essai.example';
const COMPTES_D_ESSAI = [COORDINATION_D_ESSAI, PARTENAIRE_D_ESSAI, PROFESSIONNEL_D_ESSAI];
const FICHES_D_ESSAI = 3;

/** The first structures, those with hours and somebody to call before the others: there is something to change there. */
async function listFichesParlantes(depot: Depot): Promise<Fiche[]> {
  const structures = await depot.listFiches('structures');
  const isParlante = ({ donnees }: Fiche) => {
    const { permanences = [], contacts = [] } = donnees as Partial<Record<string, readonly unknown[]>>;
    return permanences.length > 0 && contacts.length > 0;
  };
  return [...structures.filter(isParlante), ...structures.filter((fiche) => !isParlante(fiche))];
}

async function addComptesDEssai(registre: Registre, depot: Depot): Promise<void> {
  // Whoever took these accounts away does not want them back at each start.
  if (registre.list().length > 0) return;
  const structures = await listFichesParlantes(depot);
  const { id } = registre.addOrganisme('Organisme d’essai');
  registre.setFiches(
    id,
    structures.slice(0, FICHES_D_ESSAI).map(({ cle }) => `${cle.collection}/${cle.slug}`),
  );
  const organisme = undefined;
  registre.add({ nom: 'Camille (essai)', courriel: COORDINATION_D_ESSAI, role: 'coordination', organisme });
  registre.add({ nom: 'Dominique (essai)', courriel: PARTENAIRE_D_ESSAI, role: 'partenaire', organisme: id });
  registre.add({ nom: 'Charlie (essai)', courriel: PROFESSIONNEL_D_ESSAI, role: 'professionnel', organisme });
}

/** An address that the settings name has its role, even if the person was there before under another. */
function ensureCompte(registre: Registre, courriel: string, role: Personne['role'], nom: string): void {
  const deja = registre.findByCourriel(courriel);
  if (deja?.role === role || deja?.role === 'administration') return;
  if (!deja) registre.add({ nom, courriel, role, organisme: undefined });
  else registre.update(deja.id, { ...deja, role, organisme: deja.organisme?.id });
}

/**
 * Makes sure that somebody can log in. On a server, demonstration accounts that a first try left are removed, and an
 * atelier without anybody to manage it does not start.
 */
export async function ensureComptes(registre: Registre, depot: Depot, reglages: Reglages): Promise<void> {
  const { isLocal, coordination, administration } = reglages;
  const isManaged = registre.list().some(({ role }) => role === 'coordination' || role === 'administration');
  // Only the first time: a person who was removed since does not come back at each start.
  if (coordination !== undefined && !isManaged)
    ensureCompte(registre, coordination, 'coordination', 'Coordination');
  if (administration !== undefined)
    ensureCompte(registre, administration, 'administration', 'Administration');
  if (isLocal) return addComptesDEssai(registre, depot);
  for (const courriel of COMPTES_D_ESSAI) {
    const essai = registre.findByCourriel(courriel);
    if (essai) registre.remove(essai.id);
  }
  if (registre.list().some(({ role }) => role === 'coordination' || role === 'administration')) return;
  throw new ErreurDEnvironnement(
    'COORDINATION manque, et personne ne peut encore entrer dans l’atelier : indiquez l’adresse de la première personne ' +
      'qui relira les fiches, par exemple COORDINATION=prenom.nom@exemple.fr.',
  );
}
