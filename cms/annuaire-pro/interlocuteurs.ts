/** Reads and writes persons of the directory. Who may do so is asked before, of `droits.ts`. */
import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { DateCivile } from '../../src/domain/date/date-civile';
import { endOfAccord, isARedemander } from '../../src/domain/interlocuteur/conservation';
import {
  type Accord,
  type Interlocuteur,
  type InterlocuteurSaisi,
  interlocuteurSchema,
} from '../../src/domain/interlocuteur/schema';
import type { InterlocuteursParFiche } from '../../src/domain/portail/annuaire-pro';
import { transact } from '../base/base';
import { ErreurHttp } from '../erreur-http';
import { JETON_MAX, createJeton, toEmpreinte } from './jeton';

/** A person, with the story of their agreement. */
export interface InterlocuteurTenu extends Interlocuteur {
  /** `structures/le-hangar`. */
  fiche: string;
  accord: Accord;
  accordLe: DateCivile;
  finLe: DateCivile;
  /** Name of the organisation that wrote it down. */
  organisme: string;
  saisiLe: DateCivile;
  rappeleLe: DateCivile | undefined;
}

/** Who writes: the account, and the name that is shown. */
export interface Auteur {
  personne: string | null;
  organisme: string;
}

type Facultatif = 'fonction' | 'missions' | 'telephone' | 'courriel' | 'rappeleLe';
type Ligne = Omit<InterlocuteurTenu, Facultatif> & Record<Facultatif, string | null>;

/** Written field by field: who wrote it down is not for readers. */
const toTenu = (ligne: Ligne): InterlocuteurTenu => ({
  id: ligne.id,
  fiche: ligne.fiche,
  nom: ligne.nom,
  fonction: ligne.fonction ?? undefined,
  missions: ligne.missions ?? undefined,
  telephone: ligne.telephone ?? undefined,
  courriel: ligne.courriel ?? undefined,
  accord: ligne.accord,
  accordLe: ligne.accordLe,
  finLe: ligne.finLe,
  organisme: ligne.organisme,
  saisiLe: ligne.saisiLe,
  rappeleLe: ligne.rappeleLe ?? undefined,
});

/** An entry names a few persons: beyond, it is a list of staff. */
const PAR_FICHE = 12;

const toPhrase = (message: string): string => message.charAt(0).toLocaleUpperCase('fr') + message.slice(1);

/** Reads a form; what is wrong is thrown field by field, in French. */
export function readInterlocuteur(corps: unknown, aujourdhui: DateCivile): InterlocuteurSaisi {
  const lu = interlocuteurSchema(aujourdhui).safeParse(corps ?? {});
  if (lu.success) return lu.data;
  // The first fault of each field is the one to tell.
  const fautes = lu.error.issues.toReversed().map(({ path, message }) => [path.join('.'), toPhrase(message)]);
  const champs = Object.fromEntries(fautes) as Record<string, string>;
  const [premier = 'Ce formulaire est incomplet.'] = Object.values(champs);
  throw new ErreurHttp(422, 'invalide', premier, { champs });
}

export type Interlocuteurs = ReturnType<typeof createInterlocuteurs>;

export interface OptionsDesInterlocuteurs {
  base: DatabaseSync;
  aujourdhui: () => DateCivile;
}

export function createInterlocuteurs({ base, aujourdhui }: OptionsDesInterlocuteurs) {
  const insert = base.prepare(
    `insert into interlocuteur (id, fiche, nom, fonction, missions, telephone, courriel, accord, accordLe, finLe,
       organisme, saisiPar, saisiLe) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const update = base.prepare(
    `update interlocuteur set nom = ?, fonction = ?, missions = ?, telephone = ?, courriel = ?, accord = ?,
       accordLe = ?, finLe = ?, organisme = ?, saisiPar = ?, saisiLe = ?, rappeleLe = null where id = ?`,
  );
  const select = base.prepare('select * from interlocuteur where id = ? and finLe >= ?');
  const selectTous = base.prepare(
    'select * from interlocuteur where finLe >= ? order by fiche, nom collate nocase, id',
  );
  const remove = base.prepare('delete from interlocuteur where id = ?');
  const removePerimes = base.prepare('delete from interlocuteur where finLe < ?');
  const renew = base.prepare(
    `update interlocuteur set accord = 'courriel', accordLe = ?, finLe = ?, rappeleLe = null where id = ?`,
  );
  const setRappele = base.prepare('update interlocuteur set rappeleLe = ? where id = ?');
  const insertLien = base.prepare(
    'insert into lien_d_accord (empreinte, interlocuteur, expireLe) values (?, ?, ?)',
  );
  const extendLiens = base.prepare('update lien_d_accord set expireLe = ? where interlocuteur = ?');
  const deleteLiens = base.prepare('delete from lien_d_accord where interlocuteur = ?');
  const selectLien = base.prepare(
    `select i.* from lien_d_accord l join interlocuteur i on i.id = l.interlocuteur
     where l.empreinte = ? and l.expireLe >= ?2 and i.finLe >= ?2`,
  );

  /** Those whose agreement holds today, even if the cleaning has not come yet. */
  const list = (): InterlocuteurTenu[] => (selectTous.all(aujourdhui()) as unknown as Ligne[]).map(toTenu);
  const find = (id: string): InterlocuteurTenu => {
    const ligne = select.get(id, aujourdhui()) as unknown as Ligne | undefined;
    if (!ligne) throw new ErreurHttp(404, 'introuvable', 'Cette personne n’est plus dans l’annuaire.');
    return toTenu(ligne);
  };
  const toColonnes = (saisi: InterlocuteurSaisi) => {
    const { nom, fonction = null, missions = null, telephone = null, courriel = null } = saisi;
    const { accord, accordLe } = saisi;
    return [nom, fonction, missions, telephone, courriel, accord, accordLe, endOfAccord(accordLe)];
  };

  return {
    list,
    find,
    listDe: (fiche: string): InterlocuteurTenu[] => list().filter((each) => each.fiche === fiche),
    /** What the directory reads. */
    byFiche: (): InterlocuteursParFiche => Map.groupBy(list(), ({ fiche }) => fiche),
    /** Those whose agreement is about to end and who were not asked again yet. */
    listARedemander: (): InterlocuteurTenu[] =>
      list().filter(({ finLe, rappeleLe }) => rappeleLe === undefined && isARedemander(finLe, aujourdhui())),

    add(fiche: string, saisi: InterlocuteurSaisi, { personne, organisme }: Auteur): string {
      if (list().filter((each) => each.fiche === fiche).length >= PAR_FICHE)
        throw new ErreurHttp(
          409,
          'plein',
          `Une fiche nomme ${PAR_FICHE} personnes au plus : retirez-en une.`,
        );
      const id = randomUUID();
      insert.run(id, fiche, ...toColonnes(saisi), organisme, personne, aujourdhui());
      return id;
    },
    /** Another address takes the links of the former one away. */
    update(id: string, saisi: InterlocuteurSaisi, { personne, organisme }: Auteur): void {
      const avant = find(id);
      transact(base, () => {
        if (saisi.courriel !== avant.courriel) deleteLiens.run(id);
        update.run(...toColonnes(saisi), organisme, personne, aujourdhui(), id);
        extendLiens.run(endOfAccord(saisi.accordLe), id);
      });
    },
    /** With the person go their links. */
    remove: (id: string): void => void remove.run(find(id).id),
    /** The person agreed again today, by the link of a mail. */
    renew(id: string): void {
      const fin = endOfAccord(aujourdhui());
      find(id);
      transact(base, () => {
        renew.run(aujourdhui(), fin, id);
        extendLiens.run(fin, id);
      });
    },
    setRappele: (id: string): void => void setRappele.run(aujourdhui(), id),

    /** A link for the person, that lasts as long as their agreement. */
    createLien(id: string): string {
      const { finLe } = find(id);
      const { jeton, empreinte } = createJeton();
      insertLien.run(empreinte, id, finLe);
      return jeton;
    },
    openLien(jeton: string): InterlocuteurTenu | undefined {
      if (jeton.length > JETON_MAX) return undefined;
      const ligne = selectLien.get(toEmpreinte(jeton), aujourdhui()) as unknown as Ligne | undefined;
      return ligne && toTenu(ligne);
    },
    forgetPerimes: (): void => void removePerimes.run(aujourdhui()),
  };
}
