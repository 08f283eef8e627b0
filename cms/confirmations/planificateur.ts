/**
 * Prepares the requests of each week and sends them. What is prepared is seen by the coordination for a whole week
 * before it leaves: it can be held, one or all; or nothing leaves unless somebody says so.
 */
import type { Calendrier } from '../../src/domain/calendrier/calendrier';
import { type Groupe, listGroupesRemplis, verifieLe } from '../../src/domain/confirmation/groupe';
import { type FicheSuivie, listDemandes, repit } from '../../src/domain/confirmation/planification';
import { formatDate } from '../../src/domain/date/format';
import { toDateInParis } from '../../src/domain/date/heure';
import { addDays, isoWeekday, toNumeroDeJour } from '../../src/domain/date/jour';
import type { Atelier } from '../atelier';
import { transact } from '../base/base';
import { formatCle, readCle } from '../depot/depot';
import { type Contexte, readContexte } from '../espace/contexte';
import { type CourrierDeDemande, writeCourrier } from './courrier';
import { describeFaits, readStructure } from './faits';
import type { Demande, RegistreDesDemandes } from './registre';

/** Days during which the coordination sees a mail before it leaves. */
export const JOURS_DE_REGARD = 7;
/** From a Monday, the last day of the week that is prepared: the next one. */
const HORIZON = JOURS_DE_REGARD + 6;
/** Mails of a week leave over its working days. */
const JOURS_OUVRES = 5;
/** One reminder, that long after. */
export const JOURS_AVANT_RAPPEL = 21;
const MINUTE = 60_000;
const HEURE = 60 * MINUTE;
/** Nobody receives a mail in the night. */
const HEURE_DE_DEPART = 8;

export const ADRESSE_DU_LIEN = '/espace/confirmations/lien/';
const LIEN_A_VENIR = '[ici, un lien personnel, fait au moment de l’envoi]';

export interface Apercu extends CourrierDeDemande {
  nom: string;
  destinataires: number;
}

export interface Planificateur {
  /** Prepares what this week asks for, and sends what is due. */
  run(): Promise<void>;
  send(demande: Demande): Promise<void>;
  /** The mail as it would leave; nothing when there is no longer anything to ask. */
  preview(demande: Demande): Promise<Apercu | undefined>;
  stop(): Promise<void>;
}

type Besoins = Pick<Atelier, 'base' | 'depot' | 'personnes' | 'courriels' | 'now' | 'reglages'>;

const heureAParis = (instant: Date): number =>
  Number(instant.toLocaleTimeString('sv-SE', { timeZone: 'Europe/Paris' }).slice(0, 2));

export function createPlanificateur(
  { base, depot, personnes, courriels, now, reglages }: Besoins,
  registre: RegistreDesDemandes,
  calendrier: Calendrier,
): Planificateur {
  const aujourdhui = () => reglages.aujourdhui ?? toDateInParis(now());

  /** What may be asked about: open entries that somebody holds. */
  async function listSuivies(): Promise<FicheSuivie[]> {
    const derniere = new Map<string, string>();
    for (const { fiche, isRappel, prepareeLe, etat } of registre.list()) {
      // A reminder, or what was never sent, is no request.
      if (isRappel || etat === 'sans-suite') continue;
      if ((derniere.get(fiche) ?? '') < prepareeLe) derniere.set(fiche, prepareeLe);
    }
    const fiches = await depot.listFiches('structures');
    return fiches.flatMap((lue) => {
      const fiche = formatCle(lue.cle);
      const structure = readStructure(lue);
      if (!structure || personnes.listTitulaires(fiche).length === 0) return [];
      const groupes = listGroupesRemplis(structure).map((groupe) => ({
        groupe,
        verifieLe: verifieLe(structure, groupe),
      }));
      return [{ fiche, groupes, demandeeLe: derniere.get(fiche) }];
    });
  }

  function tellCoordination(nombre: number, premier: string): void {
    const debut = nombre === 1 ? 'Un courriel est préparé' : `${nombre} courriels sont préparés`;
    const texte = [
      'Bonjour,',
      `${debut} pour demander à ceux qui tiennent des fiches si elles sont toujours exactes. Départ à partir du ${formatDate(premier, { annee: true })}. Pour les lire, en retenir ou changer leur rythme :`,
      `${reglages.adresse}/espace/confirmations/envois/`,
    ].join('\n\n');
    for (const { courriel } of personnes.listCoordination())
      courriels.send({ a: courriel, sujet: 'Toujours exact ? Les courriels de la semaine prochaine', texte });
  }

  async function prepareSemaine(): Promise<void> {
    const jour = aujourdhui();
    const lundi = addDays(jour, 1 - isoWeekday(toNumeroDeJour(jour)));
    if (registre.readSemaine() === lundi) return;
    const demandes = listDemandes(
      await listSuivies(),
      { depuis: registre.readDebut(), jusquau: addDays(lundi, HORIZON) },
      registre.readReglages(),
    );
    const departs = demandes.map((_, rang) => addDays(jour, JOURS_DE_REGARD + (rang % JOURS_OUVRES)));
    // Cut in the middle, what was not prepared yet would wait for half a year, or the coordination would not be told.
    transact(base, () => {
      demandes.forEach(({ fiche, groupes }, rang) =>
        registre.prepare({ fiche, groupes, partLe: departs[rang]! }),
      );
      registre.writeSemaine(lundi);
      if (departs[0] !== undefined) tellCoordination(demandes.length, departs[0]);
    });
  }

  /** What is still to ask: neither confirmed meanwhile, nor gone. */
  async function read(demande: Demande, contexte: Contexte) {
    const cle = readCle(demande.fiche);
    const structure = cle && readStructure(await depot.readFiche(cle));
    if (!structure) return undefined;
    // As when it was prepared: what was confirmed since then is no longer asked.
    const limite = addDays(demande.prepareeLe, HORIZON - repit(registre.readReglages()));
    const isAncien = (groupe: Groupe) => (verifieLe(structure, groupe) ?? '') <= limite;
    const faits = describeFaits(structure, contexte).filter(
      ({ groupe }) => demande.groupes.includes(groupe) && isAncien(groupe),
    );
    return faits.length === 0 ? undefined : { nom: structure.nom, faits };
  }

  async function send(demande: Demande): Promise<void> {
    const contexte = await readContexte(depot, calendrier, aujourdhui());
    const lu = await read(demande, contexte);
    const titulaires = personnes.listTitulaires(demande.fiche).filter(({ organisme }) => organisme);
    // Asked again after the wait: no mail leaves twice.
    if (!['prevue', 'retenue'].includes(registre.find(demande.id).etat)) return;
    if (!lu || titulaires.length === 0) {
      registre.drop(demande.id);
      return;
    }
    // Cut in the middle, it would be marked as sent without its mails: nobody would ever be asked.
    transact(base, () => {
      registre.setEnvoyee(demande.id);
      for (const { id, courriel } of titulaires) {
        const lien = `${reglages.adresse}${ADRESSE_DU_LIEN}?jeton=${registre.createLien(demande.id, id)}`;
        const { isRappel } = demande;
        courriels.send({
          a: courriel,
          ...writeCourrier({ ...lu, isRappel, lien, jour: contexte.aujourdhui }),
        });
      }
      if (demande.isRappel) return;
      const partLe = addDays(contexte.aujourdhui, JOURS_AVANT_RAPPEL);
      registre.prepare({ fiche: demande.fiche, groupes: demande.groupes, isRappel: true, partLe });
    });
  }

  async function run(): Promise<void> {
    registre.forgetOld();
    const { mode } = registre.readReglages();
    if (mode === 'arret') return;
    await prepareSemaine();
    if (mode !== 'seules' || heureAParis(now()) < HEURE_DE_DEPART) return;
    for (const demande of registre.list())
      if (demande.etat === 'prevue' && demande.partLe <= aujourdhui()) await send(demande);
  }

  let enCours: Promise<void> = Promise.resolve();
  const tick = () => {
    enCours = enCours.then(run).catch((erreur: unknown) => console.error(erreur));
    return enCours;
  };
  const minuterie = setInterval(() => void tick(), HEURE);
  minuterie.unref();
  // Once the site is up: nothing here is in a hurry.
  const premiere = setTimeout(() => void tick(), MINUTE);
  premiere.unref();

  return {
    run: tick,
    send,
    async preview(demande) {
      const contexte = await readContexte(depot, calendrier, aujourdhui());
      const lu = await read(demande, contexte);
      if (!lu) return undefined;
      const { isRappel, partLe } = demande;
      const courrier = writeCourrier({ ...lu, isRappel, lien: LIEN_A_VENIR, jour: partLe });
      return { ...courrier, nom: lu.nom, destinataires: personnes.listTitulaires(demande.fiche).length };
    },
    async stop() {
      clearInterval(minuterie);
      clearTimeout(premiere);
      await enCours;
    },
  };
}
