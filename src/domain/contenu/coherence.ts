/** What no schema can see: references, positions, dates that contradict one another. */
import { createCalendrier } from '../calendrier/calendrier';
import { type DateCivile, JOURS_DE_SEMAINE, addDays, isoWeekday, toNumeroDeJour } from '../date/date-civile';
import { formatDatePartielle } from '../date/format';
import { rangOf, trimestreOf } from '../date/trimestre';
import { checkSomme } from '../indicateur/somme';
import { formatNombre } from '../tableau/tableau';
import { takesPlace } from '../permanence/rythme';
import type { Permanence, Rythme } from '../permanence/schema';
import type { Source } from '../source/schema';
import { publicContacts } from '../contact/schema';
import { codeInseeSchema } from '../lieu/schema';
import { referenceSchema } from '../reference/schema';
import { toSlug } from '../reference/slug';
import { findFauteDeCodePostal } from '../territoire/code-postal';
import { type Point, distanceKm } from '../territoire/distance';
import { type Contenu, type Entree, type NomDeCollection, NOMS_DE_COLLECTION } from './collection';
import type { ErreurDeContenu } from './erreur';

/** How far before the end of the school calendar the build starts to warn, in days. */
const HORIZON_CALENDRIER = 150;

/** « Un mardi sur deux à partir du… » needs a Tuesday. */
function checkAnchor(signaler: Signaler, champ: string, rythme: Rythme): void {
  if (rythme.type !== 'hebdomadaire' || !rythme.intervalle) return;
  const { depuis } = rythme.intervalle;
  const jour = JOURS_DE_SEMAINE[isoWeekday(toNumeroDeJour(depuis)) - 1]!;
  if (rythme.jours.includes(jour)) return;
  signaler(
    champ,
    depuis,
    `cette date est un ${jour}, pas un jour de la permanence. Donnez une date où elle a lieu.`,
  );
}

function checkProjet(signaler: Signaler, donnees: unknown): void {
  const { statut, permanences } = Object(donnees) as { statut?: unknown; permanences?: unknown };
  if (statut !== 'en-projet' || !Array.isArray(permanences) || permanences.length === 0) return;
  signaler(
    'permanences',
    undefined,
    'un service en projet n’a pas encore d’horaires. Retirez les permanences, ou passez le statut à « ouvert ».',
  );
}

interface Rapport {
  erreurs: ErreurDeContenu[];
  avertissements: ErreurDeContenu[];
}

/** An entry as it was read: its schema may have refused it. */
export interface EntreeLue {
  collection: NomDeCollection;
  fichier: string;
  donnees: unknown;
}

/** Entries that exist but were refused. A reference to one of them is not a second mistake. */
export interface Refus {
  entrees: readonly EntreeLue[];
  /** `lieux/mairie`: collection and slug. */
  fiches: ReadonlySet<string>;
  /** INSEE codes. */
  communes: ReadonlySet<string>;
  /** True when the communes of the territory are not all known: no code can be called wrong. */
  listeDesCommunes: boolean;
}

type Signaler = (champ: string, valeur: unknown, message: string) => void;

type CollectionCitee = 'communes' | 'lieux' | 'structures' | 'aides' | 'guide';

/** What the text of each of these fields names, wherever it stands in an entry. */
const CITATIONS: Readonly<Record<string, CollectionCitee>> = {
  commune: 'communes',
  communes: 'communes',
  zone: 'communes',
  lieu: 'lieux',
  structure: 'structures',
  structureHote: 'structures',
  aides: 'aides',
  articles: 'guide',
};

/** The latest day on which somebody looked at this entry, as far as it says: a year alone says its first day. */
function lastSeen(sources: readonly Source[], ...dates: (DateCivile | undefined)[]): DateCivile | undefined {
  const earliest = sources.map(({ date }) => date && `${date}${'YYYY-01-01'.slice(date.length)}`);
  return [...earliest, ...dates]
    .filter((date): date is DateCivile => date !== undefined)
    .sort()
    .at(-1);
}

function createChecks(contenu: Contenu, aujourdhui: DateCivile, refus: Refus) {
  const communes = new Map(contenu.communes.map(({ donnees }) => [donnees.codeInsee, donnees]));
  const slugs = {
    lieux: new Set(contenu.lieux.map(({ slug }) => slug)),
    structures: new Set(contenu.structures.map(({ slug }) => slug)),
    aides: new Set(contenu.aides.map(({ slug }) => slug)),
    guide: new Set(contenu.guide.map(({ slug }) => slug)),
  };
  const calendrier = createCalendrier(contenu.calendrier.map(({ donnees }) => donnees));
  const zone = contenu.territoire[0]?.donnees.zoneScolaire;

  function checkCitation(
    signaler: Signaler,
    champ: string,
    texte: string,
    collection: CollectionCitee,
  ): void {
    if (collection === 'communes') {
      // « territoire » is a zone too, and what is no code has its own error.
      if (!codeInseeSchema.safeParse(texte).success || refus.listeDesCommunes) return;
      if (communes.has(texte) || refus.communes.has(texte)) return;
      signaler(
        champ,
        texte,
        'ce code INSEE n’est pas celui d’une commune du territoire. Prenez-le dans communes.yaml (ce n’est pas le code postal).',
      );
      return;
    }
    if (!referenceSchema.safeParse(texte).success) return;
    if (slugs[collection].has(texte) || refus.fiches.has(`${collection}/${texte}`)) return;
    signaler(
      champ,
      texte,
      `cette référence ne mène à rien. Créez ${collection}/${texte}.yaml, ou corrigez le nom.`,
    );
  }

  /** Found by the name of their field rather than by type, so that a refused entry shows all its errors at once. */
  function checkCitations(signaler: Signaler, donnees: unknown): void {
    const read = new WeakSet(); // YAML can write a list that contains itself
    function walk(valeur: unknown, champ: string, collection: CollectionCitee | undefined): void {
      if (typeof valeur === 'string' && collection) checkCitation(signaler, champ, valeur, collection);
      if (typeof valeur !== 'object' || valeur === null || read.has(valeur)) return;
      read.add(valeur);
      for (const [cle, sous] of Object.entries(valeur))
        walk(sous, champ ? `${champ}.${cle}` : cle, Array.isArray(valeur) ? collection : CITATIONS[cle]);
    }
    walk(donnees, '', undefined);
  }

  /** An end that was already past when the entry was last checked is a slip; one that passes later is life. */
  function checkEnd(
    signaler: Signaler,
    warn: Signaler,
    champ: string,
    fin: DateCivile | undefined,
    vuLe: DateCivile | undefined,
  ): void {
    if (fin === undefined) return;
    if (vuLe !== undefined && fin < vuLe) {
      signaler(
        champ,
        fin,
        `cette date de fin était déjà passée le ${formatDatePartielle(vuLe)}, jour de la source ou de la vérification. Corrigez l’année, ou retirez ce qui est terminé.`,
      );
    } else if (fin < aujourdhui) {
      warn(
        champ,
        fin,
        'cette date de fin est passée : plus rien n’est affiché. Reconduisez-la ou retirez-la.',
      );
    }
  }

  /** False when the answer depends on school holidays, or on a zone, that nobody knows. */
  function isNeverHeld({ rythme, filtre }: Permanence, date: DateCivile): boolean {
    const numero = toNumeroDeJour(date);
    const dependsOnHolidays = rythme.type === 'avant-vacances' || filtre.vacances !== undefined;
    if (zone === undefined || (dependsOnHolidays && !calendrier.isKnown(numero))) return false;
    return takesPlace({ rythme, filtre }, calendrier.jour(numero), calendrier, zone) === 'no';
  }

  /** Communes are not discs: twice the radius reaches the tip of the longest. */
  function checkPosition(
    signaler: Signaler,
    champ: string,
    position: Point | undefined,
    code: string | undefined,
  ): void {
    const commune = communes.get(code ?? '');
    if (!commune || !position) return;
    const km = distanceKm(position, commune.centre);
    if (km <= 2 * commune.rayonKm + 2) return;
    signaler(
      champ,
      `${position.lat}, ${position.lon}`,
      `cette position est à ${Math.round(km)} km du centre de ${commune.nom}. Vérifiez la latitude, la longitude (ne sont-elles pas inversées ?) et la commune.`,
    );
  }

  function checkPermanence(
    signaler: Signaler,
    warn: Signaler,
    permanence: Permanence,
    rang: number,
    vuLe: DateCivile | undefined,
  ): void {
    const champ = `permanences.${rang}`;
    checkEnd(signaler, warn, `${champ}.filtre.validite.au`, permanence.filtre.validite?.au, vuLe);
    checkAnchor(signaler, `${champ}.rythme.intervalle.depuis`, permanence.rythme);
    permanence.exceptions.forEach((exception, numero) => {
      const ici = `${champ}.exceptions.${numero}`;
      if (exception.type === 'report' && isNeverHeld(permanence, exception.de)) {
        signaler(
          `${ici}.de`,
          exception.de,
          'il n’y a pas de permanence ce jour-là : on ne peut pas la reporter. Vérifiez la date.',
        );
      }
      // Days of a range may be empty; a single day that is has often the wrong number, and families would come.
      if (exception.type === 'annulation' && !exception.au && isNeverHeld(permanence, exception.du)) {
        warn(
          `${ici}.du`,
          exception.du,
          'il n’y a pas de permanence ce jour-là : cette annulation ne change rien. Vérifiez la date.',
        );
      }
    });
  }

  return { communes, checkCitations, checkEnd, checkPermanence, checkPosition };
}

/** All the errors and warnings that appear when entries are read together. */
export function checkCoherence(contenu: Contenu, aujourdhui: DateCivile, refus: Refus): Rapport {
  const erreurs: ErreurDeContenu[] = [];
  const avertissements: ErreurDeContenu[] = [];
  const { communes, checkCitations, checkEnd, checkPermanence, checkPosition } = createChecks(
    contenu,
    aujourdhui,
    refus,
  );
  const communeOfLieu = new Map(contenu.lieux.map(({ slug, donnees }) => [slug, donnees.commune]));
  const into =
    (liste: ErreurDeContenu[], fichier: string): Signaler =>
    (champ, valeur, message) =>
      liste.push({ fichier, champ, ...(valeur === undefined ? {} : { valeur }), message });

  /** Reports each entry whose key another one already has. */
  function checkDuplicates<E>(
    entrees: readonly E[],
    keyOf: (entree: E) => string,
    report: (entree: E, premiere: E, rang: number) => void,
  ): void {
    const seen = new Map<string, E>();
    entrees.forEach((entree, rang) => {
      const premiere = seen.get(keyOf(entree));
      if (premiere === undefined) seen.set(keyOf(entree), entree);
      else report(entree, premiere, rang);
    });
  }

  checkDuplicates(
    contenu.communes,
    ({ donnees }) => donnees.codeInsee,
    ({ fichier, donnees }, premiere) =>
      into(erreurs, fichier)(
        'codeInsee',
        donnees.codeInsee,
        `ce code INSEE est écrit deux fois, pour ${premiere.donnees.nom} et pour ${donnees.nom}. Corrigez-le, ou retirez la commune en double.`,
      ),
  );
  checkDuplicates(
    contenu.communes,
    ({ donnees }) => toSlug(donnees.nom),
    ({ fichier, donnees }, premiere) =>
      into(erreurs, fichier)(
        'nom',
        donnees.nom,
        `deux communes auraient la même adresse de page, ${premiere.donnees.nom} (${premiere.donnees.codeInsee}) et ${donnees.nom} (${donnees.codeInsee}). Corrigez un nom, ou retirez la commune en double.`,
      ),
  );
  for (const nom of NOMS_DE_COLLECTION) {
    if (nom === 'communes') continue;
    checkDuplicates<Entree>(
      contenu[nom],
      ({ slug }) => slug,
      ({ fichier, slug }, premiere) =>
        into(erreurs, fichier)(
          '',
          slug,
          `deux fiches ont le même nom de fichier (l’autre est ${premiere.fichier}). Gardez-en une seule, ou renommez l’une des deux.`,
        ),
    );
  }

  // Refused entries too: who corrects a telephone learns at once that the place does not exist either.
  const lues = NOMS_DE_COLLECTION.flatMap((collection) =>
    contenu[collection].map(({ fichier, donnees }): EntreeLue => ({ collection, fichier, donnees })),
  );
  for (const { collection, fichier, donnees } of [...lues, ...refus.entrees]) {
    const signaler = into(erreurs, fichier);
    checkCitations(signaler, donnees);
    if (collection === 'structures') checkProjet(signaler, donnees);
  }

  for (const { fichier, donnees: lieu } of contenu.lieux) {
    checkPosition(into(erreurs, fichier), 'position', lieu.position, lieu.commune);
    const commune = communes.get(lieu.commune);
    const faute =
      commune && lieu.codePostal !== undefined
        ? findFauteDeCodePostal(lieu.codePostal, commune, lieu.adresse)
        : undefined;
    if (faute) into(avertissements, fichier)('codePostal', faute.ecrit, `${faute.phrase}. Corrigez-le.`);
  }
  for (const { fichier, donnees: balade } of contenu.balades) {
    const { lieu, commune = communeOfLieu.get(lieu ?? ''), position } = balade.depart;
    checkPosition(into(erreurs, fichier), 'depart.position', position, commune);
  }

  for (const { fichier, donnees: structure } of contenu.structures) {
    const signaler = into(erreurs, fichier);
    const warn = into(avertissements, fichier);
    const vuLe = lastSeen(
      structure.sources,
      structure.verifications.horaires,
      structure.verifications.contact,
    );
    structure.permanences.forEach((permanence, rang) =>
      checkPermanence(signaler, warn, permanence, rang, lastSeen([], vuLe, permanence.verifieLe)),
    );
    structure.fermetures.forEach(({ du, au }, rang) =>
      checkEnd(signaler, warn, `fermetures.${rang}.${au ? 'au' : 'du'}`, au ?? du, vuLe),
    );
    checkDuplicates(
      structure.permanences,
      ({ id }) => id,
      ({ id }, _, rang) =>
        signaler(
          `permanences.${rang}.id`,
          id,
          'deux permanences de cette fiche ont le même id. Donnez à chacune le sien.',
        ),
    );
    const joignable = publicContacts(structure.contacts).some(
      ({ telephone, courriel }) => telephone ?? courriel,
    );
    if (structure.permanences.some(({ rythme }) => rythme.type === 'sur-rendez-vous') && !joignable) {
      signaler(
        'contacts',
        undefined,
        'sur rendez-vous, mais aucun moyen d’en prendre un. Ajoutez un téléphone ou un courriel public.',
      );
    }
  }

  const codes = [...communes.keys()];
  for (const { fichier, donnees: indicateur } of contenu.indicateurs) {
    const signaler = into(erreurs, fichier);
    checkDuplicates(
      indicateur.valeurs.map(({ date }, rang) => ({ date, rang })).filter(({ date }) => date !== undefined),
      ({ date }) => date!,
      ({ date, rang }) =>
        signaler(`valeurs.${rang}.date`, date, 'deux valeurs ont la même date. Gardez-en une seule.'),
    );
    checkDuplicates(
      indicateur.objectifs,
      ({ annee }) => annee,
      ({ annee }, _, rang) =>
        signaler(`objectifs.${rang}.annee`, annee, 'cette année a deux objectifs. Gardez-en un seul.'),
    );
    indicateur.valeurs.forEach((valeur, rang) => {
      checkDuplicates(
        valeur.parCommune,
        ({ commune }) => commune,
        ({ commune }, _, ici) =>
          signaler(
            `valeurs.${rang}.parCommune.${ici}.commune`,
            commune,
            'cette commune est écrite deux fois pour la même valeur. Gardez-en une seule.',
          ),
      );
      const somme = checkSomme(indicateur, valeur, codes);
      if (somme?.etat === 'differente') {
        into(avertissements, fichier)(
          `valeurs.${rang}.valeur`,
          valeur.valeur,
          `la somme des communes est ${formatNombre(somme.somme)}, pas ${formatNombre(valeur.valeur)}. Vérifiez le total et chaque commune ; si la source se contredit, dites-le dans sa note.`,
        );
      }
    });
  }

  for (const { fichier, donnees: action } of contenu.actions) {
    checkDuplicates(
      action.suivi,
      ({ trimestre }) => trimestre,
      ({ trimestre }, _, rang) =>
        into(erreurs, fichier)(
          `suivi.${rang}.trimestre`,
          trimestre,
          'ce trimestre est écrit deux fois. Réunissez-les en un seul point.',
        ),
    );
    action.suivi.forEach(({ trimestre }, rang) => {
      if (rangOf(trimestre) > rangOf(trimestreOf(aujourdhui)))
        into(erreurs, fichier)(
          `suivi.${rang}.trimestre`,
          trimestre,
          'ce trimestre n’a pas commencé : on ne peut pas encore dire ce qui y a été fait.',
        );
    });
  }

  for (const { fichier, donnees: evenement } of contenu.evenements) {
    const signaler = into(erreurs, fichier);
    evenement.seances.forEach((seance, rang) => {
      const passed = () => undefined; // a past event leaves the agenda by itself
      checkEnd(
        signaler,
        passed,
        `seances.${rang}.${seance.au ? 'au' : 'du'}`,
        seance.au ?? seance.du,
        lastSeen([], evenement.verifieLe),
      );
    });
  }

  const fin = contenu.calendrier
    .map(({ donnees }) => donnees.connuJusquau)
    .sort()
    .at(-1);
  if (fin === undefined) {
    const isRefused = [...refus.fiches].some((fiche) => fiche.startsWith('calendrier/'));
    if (!isRefused)
      erreurs.push({
        fichier: 'commun/calendrier',
        champ: '',
        message: 'il n’y a aucun calendrier scolaire. Ajoutez celui de l’année, par exemple 2026-2027.yaml.',
      });
  } else if (addDays(aujourdhui, HORIZON_CALENDRIER) > fin) {
    avertissements.push({
      fichier: 'commun/calendrier',
      champ: 'connuJusquau',
      valeur: fin,
      message:
        'le calendrier scolaire s’arrête bientôt. Après cette date, les permanences liées aux vacances sont « à confirmer ». Ajoutez l’année suivante.',
    });
  }
  return { erreurs, avertissements };
}
