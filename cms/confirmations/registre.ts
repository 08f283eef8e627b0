/** Reads and writes requests, their links and the settings of the coordination. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { GROUPES, type Groupe } from '../../src/domain/confirmation/groupe';
import { RYTHME_PAR_DEFAUT, type Rythme } from '../../src/domain/confirmation/planification';
import type { DateCivile } from '../../src/domain/date/jour';
import { transact } from '../base/base';
import { ErreurHttp } from '../erreur-http';

/** How mails leave. */
export const MODES = {
  seules: 'Les courriels partent seuls, une semaine après avoir été préparés.',
  accord: 'Les courriels attendent que quelqu’un appuie sur « Envoyer ».',
  arret: 'Aucun courriel n’est préparé ni envoyé.',
} as const;
export type Mode = keyof typeof MODES;

export interface ReglagesDesDemandes extends Rythme {
  mode: Mode;
}

export const reglagesSchema = z.object({
  mode: z.enum(Object.keys(MODES) as [Mode, ...Mode[]]),
  parAn: z.coerce.number().int().min(1).max(4),
  parSemaine: z.coerce.number().int().min(1).max(200),
});

export type EtatDeDemande = 'prevue' | 'retenue' | 'envoyee' | 'confirmee' | 'sans-suite';

export interface Demande {
  id: string;
  fiche: string;
  groupes: Groupe[];
  isRappel: boolean;
  prepareeLe: DateCivile;
  partLe: DateCivile;
  etat: EtatDeDemande;
  envoyeeLe: DateCivile | undefined;
  confirmeeLe: DateCivile | undefined;
}

export interface NouvelleDemande {
  fiche: string;
  groupes: readonly Groupe[];
  isRappel?: boolean;
  partLe: DateCivile;
}

/** A link opens the page of one request for that long. */
export const JOURS_DU_LIEN = 60;
const JOUR = 86_400_000;
/** Requests are forgotten after that many days. */
const GARDE = 800;

interface Ligne {
  id: string;
  fiche: string;
  groupes: string;
  rappel: number;
  prepareeLe: string;
  partLe: string;
  etat: EtatDeDemande;
  envoyeeLe: string | null;
  confirmeeLe: string | null;
}

const toDemande = ({ groupes, rappel, envoyeeLe, confirmeeLe, ...ligne }: Ligne): Demande => ({
  ...ligne,
  groupes: (JSON.parse(groupes) as string[]).filter((nom): nom is Groupe => GROUPES.includes(nom as Groupe)),
  isRappel: rappel === 1,
  envoyeeLe: envoyeeLe ?? undefined,
  confirmeeLe: confirmeeLe ?? undefined,
});

const fingerprint = (jeton: string) => createHash('sha256').update(jeton).digest('hex');

export type RegistreDesDemandes = ReturnType<typeof createRegistreDesDemandes>;

export interface OptionsDuRegistre {
  base: DatabaseSync;
  now: () => Date;
  aujourdhui: () => DateCivile;
}

export function createRegistreDesDemandes({ base, now, aujourdhui }: OptionsDuRegistre) {
  const insert = base.prepare(
    `insert into demande (id, fiche, groupes, rappel, prepareeLe, partLe, etat) values (?, ?, ?, ?, ?, ?, 'prevue')`,
  );
  const select = base.prepare('select * from demande where id = ?');
  const selectTous = base.prepare('select * from demande order by partLe, fiche');
  const selectDe = base.prepare(
    `select * from demande where fiche = ? and etat in ('prevue', 'retenue', 'envoyee') order by prepareeLe desc`,
  );
  const setEtat = base.prepare('update demande set etat = ?, envoyeeLe = ?, confirmeeLe = ? where id = ?');
  const setDepart = base.prepare('update demande set partLe = ? where id = ?');
  const insertLien = base.prepare(
    'insert into lien_de_demande (empreinte, demande, personne, expireLe) values (?, ?, ?, ?)',
  );
  const selectLien = base.prepare(
    'select demande, personne, expireLe from lien_de_demande where empreinte = ?',
  );
  const deleteLiens = base.prepare('delete from lien_de_demande where expireLe < ?');
  const deleteVieilles = base.prepare(
    `delete from demande where julianday(?) - julianday(prepareeLe) > ${GARDE}`,
  );
  const selectReglage = base.prepare('select valeur from reglage_de_demande where cle = ?');
  const writeReglage = base.prepare(
    'insert into reglage_de_demande (cle, valeur) values (?1, ?2) on conflict (cle) do update set valeur = ?2',
  );

  const readReglage = (cle: string) => (selectReglage.get(cle) as { valeur: string } | undefined)?.valeur;
  const toutes = (lignes: unknown[]) => (lignes as Ligne[]).map(toDemande);
  const find = (id: string): Demande => {
    const ligne = select.get(id) as Ligne | undefined;
    if (!ligne) throw new ErreurHttp(404, 'introuvable', 'Cette demande n’existe plus : rechargez la page.');
    return toDemande(ligne);
  };

  return {
    find,
    list: (): Demande[] => toutes(selectTous.all()),
    prepare({ fiche, groupes, isRappel = false, partLe }: NouvelleDemande): void {
      insert.run(randomUUID(), fiche, JSON.stringify(groupes), isRappel ? 1 : 0, aujourdhui(), partLe);
    },
    hold(id: string): void {
      if (find(id).etat === 'prevue') setEtat.run('retenue', null, null, id);
    },
    /** It will leave on that day, unless it is held again. */
    release(id: string, partLe: DateCivile): void {
      if (find(id).etat !== 'retenue') return;
      setDepart.run(partLe, id);
      setEtat.run('prevue', null, null, id);
    },
    setEnvoyee: (id: string): void => void setEtat.run('envoyee', aujourdhui(), null, id),
    drop: (id: string): void => void setEtat.run('sans-suite', null, null, id),
    /** Everything that waited for an answer about this entry has it, the reminder included. */
    setConfirmees(fiche: string): void {
      transact(base, () => {
        for (const { id, etat, envoyeeLe } of toutes(selectDe.all(fiche))) {
          if (etat === 'envoyee') setEtat.run('confirmee', envoyeeLe ?? null, aujourdhui(), id);
          else setEtat.run('sans-suite', null, null, id);
        }
      });
    },

    /** A new link for one person, by their id; only its fingerprint stays here. */
    createLien(demande: string, personne: string): string {
      const jeton = randomBytes(32).toString('base64url');
      insertLien.run(fingerprint(jeton), demande, personne, now().getTime() + JOURS_DU_LIEN * JOUR);
      return jeton;
    },
    /** What a link opens, and for whom; nothing when it is unknown, too old, or that of somebody who left. */
    openLien(jeton: string): { demande: Demande; personne: string } | undefined {
      const lien = selectLien.get(fingerprint(jeton)) as
        { demande: string; personne: string; expireLe: number } | undefined;
      if (!lien || lien.expireLe <= now().getTime()) return undefined;
      return { demande: find(lien.demande), personne: lien.personne };
    },
    forgetOld(): void {
      deleteLiens.run(now().getTime());
      deleteVieilles.run(aujourdhui());
    },

    readReglages(): ReglagesDesDemandes {
      const lus = reglagesSchema.safeParse(JSON.parse(readReglage('reglages') ?? '{}'));
      return lus.success ? lus.data : { ...RYTHME_PAR_DEFAUT, mode: 'seules' };
    },
    writeReglages: (reglages: ReglagesDesDemandes): void =>
      void writeReglage.run('reglages', JSON.stringify(reglages)),
    /** The day from which requests are made: the first that this atelier lived. */
    readDebut(): DateCivile {
      const debut = readReglage('debut') ?? aujourdhui();
      writeReglage.run('debut', debut);
      return debut;
    },
    /** The Monday of the last week that was prepared. */
    readSemaine: (): DateCivile | undefined => readReglage('semaine'),
    writeSemaine: (lundi: DateCivile): void => void writeReglage.run('semaine', lundi),
  };
}
