/** The letters: the words added to each, and, once somebody sends it, who is still to receive it. */
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { CourrielDeLettre } from '../../src/domain/lettre/courriel';
import type { MoisCivil } from '../../src/domain/lettre/mois';
import { transact } from '../base/base';
import { ErreurHttp } from '../erreur-http';

export const INTRODUCTION_MAX = 2_000;
export const moisSchema = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/);

export type EtatDEnvoi = 'a-envoyer' | 'en-cours' | 'parti' | 'refuse' | 'inconnu' | 'sans-suite';

export interface LettreEcrite {
  mois: MoisCivil;
  introduction: string;
  partieLe: Date | undefined;
  finieLe: Date | undefined;
  version: string | undefined;
  comptes: Record<EtatDEnvoi, number>;
}

export interface AEnvoyer extends CourrielDeLettre {
  rang: number;
  mois: MoisCivil;
  abonne: string;
  courriel: string;
  sortie: string;
}

interface Ligne {
  mois: string;
  introduction: string;
  version: string | null;
  partieLe: number | null;
  finieLe: number | null;
}

/** What each letter holds in place of the link of its reader, until it leaves. */
export const PLACE_DU_LIEN = 'https://lien-de-sortie.invalid/';

export type RegistreDesLettres = ReturnType<typeof createRegistreDesLettres>;

export function createRegistreDesLettres({ base, now }: { base: DatabaseSync; now: () => Date }) {
  const select = base.prepare(
    'select mois, introduction, version, partieLe, finieLe from lettre where mois = ?',
  );
  const selectParties = base.prepare(
    'select mois, introduction, version, partieLe, finieLe from lettre where partieLe is not null order by mois desc',
  );
  const upsert = base.prepare(
    'insert into lettre (mois, introduction) values (?, ?) on conflict (mois) do update set introduction = excluded.introduction where partieLe is null',
  );
  const setPartie = base.prepare(
    'update lettre set sujet = ?, html = ?, texte = ?, version = ?, partieLe = ? where mois = ? and partieLe is null',
  );
  const insertEnvois = base.prepare(
    `insert into lettre_envoi (mois, abonne, etat) select ?, id, 'a-envoyer' from abonne where confirmeLe is not null order by confirmeLe`,
  );
  const selectComptes = base.prepare(
    'select etat, count(*) as nombre from lettre_envoi where mois = ? group by etat',
  );
  const selectSuivant = base.prepare(`
    select e.rowid as rang, e.mois, a.id as abonne, a.courriel, a.sortie, l.sujet, l.html, l.texte
    from lettre_envoi e join lettre l on l.mois = e.mois join abonne a on a.id = e.abonne
    where e.etat = 'a-envoyer' and l.partieLe is not null order by l.partieLe, e.rowid limit 1`);
  const setEtat = base.prepare('update lettre_envoi set etat = ? where rowid = ?');
  const dropOrphelins = base.prepare(
    `update lettre_envoi set etat = 'sans-suite' where etat = 'a-envoyer' and abonne is null`,
  );
  const giveUpInterrompus = base.prepare(`update lettre_envoi set etat = 'inconnu' where etat = 'en-cours'`);
  const setFinies = base.prepare(`
    update lettre set finieLe = ?, html = null, texte = null where partieLe is not null and finieLe is null
    and not exists (select 1 from lettre_envoi e where e.mois = lettre.mois and e.etat in ('a-envoyer', 'en-cours'))`);

  function toLettre({ mois, introduction, version, partieLe, finieLe }: Ligne): LettreEcrite {
    const comptes = { 'a-envoyer': 0, 'en-cours': 0, parti: 0, refuse: 0, inconnu: 0, 'sans-suite': 0 };
    for (const { etat, nombre } of selectComptes.all(mois) as { etat: EtatDEnvoi; nombre: number }[])
      comptes[etat] = nombre;
    return {
      mois,
      introduction,
      version: version ?? undefined,
      partieLe: partieLe === null ? undefined : new Date(partieLe),
      finieLe: finieLe === null ? undefined : new Date(finieLe),
      comptes,
    };
  }

  function find(mois: MoisCivil): LettreEcrite | undefined {
    const ligne = select.get(mois) as Ligne | undefined;
    return ligne && toLettre(ligne);
  }

  return {
    find,
    /** Those that left, the latest first. */
    listParties: (): LettreEcrite[] => (selectParties.all() as unknown as Ligne[]).map(toLettre),
    /** A letter that has left no longer changes. */
    writeIntroduction(mois: MoisCivil, introduction: string): void {
      if (find(mois)?.partieLe)
        throw new ErreurHttp(409, 'deja-parti', 'Cette lettre est déjà partie : elle ne change plus.');
      upsert.run(mois, introduction);
    },
    /** Freezes the letter and the list of who receives it. A month has one letter, whoever presses the button twice. */
    start(mois: MoisCivil, { sujet, html, texte }: CourrielDeLettre, version: string): void {
      transact(base, () => {
        upsert.run(mois, find(mois)?.introduction ?? '');
        const { changes } = setPartie.run(sujet, html, texte, version, now().getTime(), mois);
        if (changes === 0)
          throw new ErreurHttp(
            409,
            'deja-parti',
            'La lettre de ce mois est déjà partie : elle ne part qu’une fois.',
          );
        insertEnvois.run(mois);
      });
    },
    next: (): AEnvoyer | undefined => selectSuivant.get() as AEnvoyer | undefined,
    setEtat: (rang: number, etat: EtatDEnvoi): void => void setEtat.run(etat, rang),
    /**
     * What was being sent when the program stopped: nobody knows whether it arrived, and a letter never comes twice.
     */
    giveUpInterrompus: (): void => void giveUpInterrompus.run(),
    /** Those who left meanwhile, and the letters that have nobody left to go to. */
    settle(): void {
      dropOrphelins.run();
      setFinies.run(now().getTime());
    },
  };
}
