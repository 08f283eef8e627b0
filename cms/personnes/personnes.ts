/** The people of the atelier, their organisations, and the entries that each organisation holds. */
import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { toSlug } from '../../src/domain/reference/slug';
import { transact } from '../base/base';
import { ErreurHttp } from '../erreur-http';
import { readCourriel } from '../reglages';
import { listLignes, listMentions } from './donnees';
import type { Qui } from './droits';
import { type Role, isRole } from './role';

export interface Organisme {
  /** Short name: it signs what the organisation writes. */
  id: string;
  nom: string;
}

export interface OrganismeTenu extends Organisme {
  fiches: string[];
  personnes: number;
}

export interface Personne {
  id: string;
  courriel: string;
  nom: string;
  role: Role;
  organisme: Organisme | undefined;
}

/** What the coordination writes about a person; `organisme` is the short name of one that exists, or nothing. */
export interface Inscription {
  nom: string;
  courriel: string;
  role: Role;
  organisme: string | undefined;
}

/** Told with words of their own in what is handed to a person; `compte` is always empty. */
const DITES_A_PART: readonly string[] = ['personne', 'session', 'compte'];
const NOM_MAX = 100;

/** What is wrong, by field: told all at once. */
type Refus = Record<string, string>;

function throwRefus(refus: Refus): void {
  const [premier] = Object.values(refus);
  if (premier !== undefined) throw new ErreurHttp(422, 'invalide', premier, { champs: refus });
}

/** Names reach subjects of mails, signatures and pages: one line, without what cannot be seen. */
function toNom(texte: string): string {
  return texte.replace(/[\p{C}\s]+/gu, ' ').trim();
}

function refuseNom(nom: string): string | undefined {
  if (nom === '') return 'Écrivez un nom.';
  return nom.length > NOM_MAX ? `Écrivez un nom plus court : ${NOM_MAX} caractères au plus.` : undefined;
}

const SELECT_PERSONNE = `
  select p.id, p.courriel, p.nom, p.role, o.id as organismeId, o.nom as organismeNom
  from personne p left join organisme o on o.id = p.organisme`;

interface Ligne {
  id: string;
  courriel: string;
  nom: string;
  role: string;
  organismeId: string | null;
  organismeNom: string | null;
}

function toPersonne({ id, courriel, nom, role, organismeId, organismeNom }: Ligne): Personne {
  const organisme = organismeId === null ? undefined : { id: organismeId, nom: organismeNom! };
  return { id, courriel, nom, role: isRole(role) ? role : 'professionnel', organisme };
}

export interface OptionsDuRegistre {
  base: DatabaseSync;
  now?: () => Date;
}

export type Registre = ReturnType<typeof createRegistre>;

/** Reads and writes people. Who may do so is asked before, of `droits.ts`. */
export function createRegistre({ base, now = () => new Date() }: OptionsDuRegistre) {
  const selectPersonnes = base.prepare(`${SELECT_PERSONNE} order by p.nom collate nocase, p.id`);
  const selectPersonne = base.prepare(`${SELECT_PERSONNE} where p.id = ?`);
  const selectParCourriel = base.prepare(`${SELECT_PERSONNE} where p.courriel = ?`);
  const selectTitulaires = base.prepare(
    `${SELECT_PERSONNE} join attribution a on a.organisme = p.organisme where a.fiche = ? and p.role = 'partenaire' order by p.id`,
  );
  const insertPersonne = base.prepare(
    `insert into personne (id, nom, courriel, role, organisme, emailVerified, createdAt, updatedAt) values (?, ?, ?, ?, ?, 1, ?, ?)`,
  );
  const updatePersonne = base.prepare(
    'update personne set nom = ?, courriel = ?, role = ?, organisme = ?, updatedAt = ? where id = ?',
  );
  const deletePersonne = base.prepare('delete from personne where id = ?');
  const deleteSessions = base.prepare('delete from session where userId = ?');
  const deleteLiens = base.prepare(
    `delete from lien where json_valid(value) and json_extract(value, '$.email') = ? collate nocase`,
  );
  const selectOrganismes = base.prepare(
    `select o.id, o.nom, (select count(*) from personne p where p.organisme = o.id) as personnes,
       (select json_group_array(fiche) from (select fiche from attribution where organisme = o.id order by fiche)) as fiches
     from organisme o order by o.nom`,
  );
  const insertOrganisme = base.prepare('insert into organisme (id, nom) values (?, ?)');
  const selectOrganismeParNom = base.prepare('select id from organisme where nom = ?');
  const selectOrganisme = base.prepare('select id, nom from organisme where id = ?');
  const selectFiches = base.prepare('select fiche from attribution where organisme = ? order by fiche');
  const insertFiche = base.prepare('insert into attribution (organisme, fiche) values (?, ?)');
  const deleteFiches = base.prepare('delete from attribution where organisme = ?');

  const updateNomDOrganisme = base.prepare('update organisme set nom = ? where id = ?');
  const deleteOrganisme = base.prepare('delete from organisme where id = ?');
  const find = (id: string): Personne | undefined => {
    const ligne = selectPersonne.get(id) as Ligne | undefined;
    return ligne && toPersonne(ligne);
  };
  const findByCourriel = (courriel: string): Personne | undefined => {
    const adresse = readCourriel(courriel);
    const ligne = adresse === undefined ? undefined : (selectParCourriel.get(adresse) as Ligne | undefined);
    return ligne && toPersonne(ligne);
  };
  const list = (): Personne[] => (selectPersonnes.all() as unknown as Ligne[]).map(toPersonne);
  const listFiches = (organisme: string): string[] =>
    (selectFiches.all(organisme) as { fiche: string }[]).map(({ fiche }) => fiche);
  const findOrganisme = (id: string) => selectOrganisme.get(id) as Organisme | undefined;

  const require = (id: string): Personne =>
    find(id) ?? refuse('Cette personne n’est plus dans la liste : rechargez la page.');
  const requireOrganisme = (id: string): Organisme =>
    findOrganisme(id) ?? refuse('Cet organisme n’est plus dans la liste : rechargez la page.');
  const refuse = (message: string): never => {
    throw new ErreurHttp(404, 'introuvable', message);
  };

  /** The entries that an organisation holds, from now on. Whether they exist is asked before, of the store. */
  const setFiches = (id: string, fiches: Iterable<string>): void => {
    requireOrganisme(id);
    transact(base, () => {
      deleteFiches.run(id);
      for (const fiche of new Set(fiches)) insertFiche.run(id, fiche);
    });
  };

  /** Checks everything before anything is written. */
  const readInscription = ({ nom, courriel, role, organisme }: Inscription, soi?: string) => {
    const lu = toNom(nom);
    const adresse = readCourriel(courriel);
    const deja = findByCourriel(courriel);
    const refus: Refus = {};
    const faute = refuseNom(lu);
    if (faute !== undefined) refus.nom = faute;
    if (adresse === undefined)
      refus.courriel = 'Écrivez une adresse électronique entière, par exemple prenom.nom@exemple.fr.';
    else if (deja && deja.id !== soi) refus.courriel = 'Une personne a déjà cette adresse.';
    if (role === 'partenaire' && organisme === undefined)
      refus.organisme = 'Choisissez l’organisme dont cette personne tient les fiches.';
    else if (organisme !== undefined && !findOrganisme(organisme))
      refus.organisme = 'Cet organisme n’est plus dans la liste : choisissez-en un autre.';
    throwRefus(refus);
    return { nom: lu, adresse: adresse!, role, organisme: organisme ?? null };
  };

  const readNomLibre = (nom: string, soi?: string): string => {
    const lu = toNom(nom);
    const deja = selectOrganismeParNom.get(lu) as { id: string } | undefined;
    const faute = refuseNom(lu) ?? (deja && deja.id !== soi ? 'Un organisme a déjà ce nom.' : undefined);
    if (faute !== undefined) throwRefus({ nom: faute });
    return lu;
  };

  return {
    find,
    findByCourriel,
    list,
    /** Partners whose organisation holds this entry. */
    listTitulaires: (fiche: string): Personne[] =>
      (selectTitulaires.all(fiche) as unknown as Ligne[]).map(toPersonne),
    /** Those who review entries: without anybody of the coordination, the administration, who may too. */
    listCoordination: (): Personne[] => {
      const personnes = list();
      const coordination = personnes.filter(({ role }) => role === 'coordination');
      if (coordination.length > 0) return coordination;
      return personnes.filter(({ role }) => role === 'administration');
    },

    toQui: ({ id, role, organisme }: Personne): Qui => ({
      id,
      role,
      fiches: new Set(organisme ? listFiches(organisme.id) : []),
    }),

    add(inscription: Inscription): Personne {
      const { nom, adresse, role, organisme } = readInscription(inscription);
      const id = randomUUID();
      const instant = now().toISOString();
      insertPersonne.run(id, nom, adresse, role, organisme, instant, instant);
      return require(id);
    },
    /** A new address takes the old one’s links away, and everything that is open with it. */
    update(id: string, inscription: Inscription): Personne {
      const avant = require(id);
      const { nom, adresse, role, organisme } = readInscription(inscription, id);
      transact(base, () => {
        updatePersonne.run(nom, adresse, role, organisme, now().toISOString(), id);
        if (adresse === avant.courriel) return;
        deleteLiens.run(avant.courriel);
        deleteSessions.run(id);
      });
      return require(id);
    },
    /** With the person go their sessions and their links. */
    remove(id: string): Personne {
      const personne = require(id);
      transact(base, () => {
        deleteLiens.run(personne.courriel);
        deletePersonne.run(id);
      });
      return personne;
    },

    findOrganisme,
    listOrganismes: (): OrganismeTenu[] =>
      (selectOrganismes.all() as unknown as (Organisme & { personnes: number; fiches: string })[]).map(
        ({ id, nom, personnes, fiches }) => ({ id, nom, personnes, fiches: JSON.parse(fiches) as string[] }),
      ),
    addOrganisme(nom: string): Organisme {
      const lu = readNomLibre(nom);
      const court = toSlug(lu).slice(0, 60).replace(/-$/, '') || 'organisme';
      let id = court;
      for (let rang = 2; findOrganisme(id); rang++) id = `${court}-${rang}`;
      insertOrganisme.run(id, lu);
      return { id, nom: lu };
    },
    /** Its name and the entries that it holds. Its short name stays: history is signed with it. */
    updateOrganisme(id: string, nom: string, fiches: Iterable<string>): void {
      requireOrganisme(id);
      const lu = readNomLibre(nom, id);
      transact(base, () => {
        updateNomDOrganisme.run(lu, id);
        setFiches(id, fiches);
      });
    },
    removeOrganisme(id: string): void {
      const { nom } = requireOrganisme(id);
      if (list().some(({ organisme }) => organisme?.id === id))
        throw new ErreurHttp(
          409,
          'organisme-occupe',
          `Des personnes font encore partie de « ${nom} » : retirez-les d’abord, ou changez leur organisme.`,
        );
      deleteOrganisme.run(id);
    },
    setFiches,
    listFiches,

    /** Everything that the base holds about a person, to hand to them when they ask. */
    exportPersonne(id: string) {
      const { courriel, nom, role, organisme } = require(id);
      const identite = { comptes: [id], interlocuteurs: [], courriels: [courriel], noms: [nom] };
      const { createdAt, updatedAt } = base
        .prepare('select createdAt, updatedAt from personne where id = ?')
        .get(id) as { createdAt: string; updatedAt: string };
      const sessions = base
        .prepare(
          'select createdAt as ouverteLe, updatedAt as vueLe, expiresAt as finitLe, userAgent as appareil from session where userId = ? order by createdAt',
        )
        .all(id);
      const lignes = [...listLignes(base, identite)].filter(([table]) => !DITES_A_PART.includes(table));
      return {
        produitLe: now().toISOString(),
        personne: { nom, courriel, role, inscriteLe: createdAt, modifieeLe: updatedAt },
        organisme: organisme ? { ...organisme, fiches: listFiches(organisme.id) } : null,
        sessions,
        ...Object.fromEntries(lignes),
        mentions: listMentions(base, identite),
      };
    },
  };
}
