/** What the page « Ma fiche » is given: every field with its words, what it holds and what is wrong with it. */
import { JOURS_DE_SEMAINE, isDateCivile } from '../../src/domain/date/jour';
import { MOMENTS } from '../../src/domain/permanence/schema';
import { formatCreneau } from '../../src/domain/permanence/phrase';
import type { Champ, Genre } from './champ';
import { formatException, listPartsOfHoraires } from './changements';
import { type CollectionDeFiche, type Liste, type Partie, partiesOf } from './champs-de-fiche';
import { type Contexte, type Prochaine, listProchaines } from './contexte';
import { NOUVELLES, applyFormulaire, listPermanences } from './formulaire';
import {
  ACCES,
  EXCEPTIONS,
  LIBELLE,
  LIEU,
  type SorteDException,
  VACANCES,
  countLignesDHeures,
  toVacances,
} from './horaires';
import { elementsOf, listMontres } from './liste';
import { addPermanence } from './remplissage';
import { DATES_EN_PLUS, RANGS, RYTHMES, toRythmeDuFormulaire } from './rythme';
import { type Fraicheur, describeFraicheur } from './suivi';
import { type Valeurs, textOf } from './valeurs';

type Element = Record<string, unknown>;

export interface ChampVu {
  nom: string;
  id: string;
  genre: Genre;
  libelle: string;
  aide: string | undefined;
  valeur: string;
  choix: readonly (readonly [string, string])[];
  erreurs: readonly string[];
  /** What somebody else saved there meanwhile. */
  autre: string | undefined;
}

export interface CaseVue {
  nom: string;
  id: string;
  valeur: string;
  libelle: string;
  isCochee: boolean;
}

export interface GroupeVu {
  id: string;
  titre: string;
  champs: ChampVu[];
}

export interface ListeVue {
  titre: string | undefined;
  aide: string | undefined;
  elements: (GroupeVu & { retirer: CaseVue })[];
  nouveau: GroupeVu & { isOuvert: boolean };
}

export interface ChoixVu {
  legende: string;
  cases: CaseVue[];
  erreurs: readonly string[];
  id: string;
}

export interface PermanenceVue {
  id: string;
  ancre: string;
  modele: string | undefined;
  isNouvelle: boolean;
  isOuverte: boolean;
  /** When, in a sentence; where, and what, after it. */
  phrase: string;
  details: string;
  prochaines: string[];
  champs: { lieu: ChampVu; libelle: ChampVu; acces: ChampVu; vacances: ChampVu; precision: ChampVu };
  rythme: ChoixVu;
  jours: ChoixVu;
  rangs: ChoixVu;
  dates: ChampVu[];
  creneaux: { titre: string; debut: ChampVu; fin: ChampVu; moment: ChampVu | undefined }[];
  exceptions: CaseVue[];
  annonces: (GroupeVu & { isOuvert: boolean })[];
  /** Days that may be given hours of their own. */
  joursSeparables: string[];
  retirer: CaseVue;
}

export interface PartieVue {
  id: string;
  titre: string;
  fraicheur: (Fraicheur & { case: CaseVue }) | undefined;
  champs: ChampVu[];
  listes: ListeVue[];
  permanences: PermanenceVue[] | undefined;
}

export interface FormulaireVu {
  parties: PartieVue[];
  nouvelles: string[];
  /** Where hours that one adds will be in the page. */
  ancreDAjout: string;
  /** Each mistake with the id of its field; none when no field of the form holds it. */
  erreurs: { id: string | undefined; ou: string; message: string }[];
}

export interface OptionsDeVue {
  collection: CollectionDeFiche;
  /** The version that is being changed. */
  donnees: Element;
  /** What the fields hold. */
  valeurs: Valeurs;
  /** What they held before somebody wrote in them. */
  initiales: Valeurs;
  contexte: Contexte;
  publie: { donnees: unknown } | undefined;
  erreurs?: readonly { nom: string | undefined; champ: string; message: string }[];
  /** By name of field: what somebody else saved. */
  autres?: ReadonlyMap<string, string>;
}

export const toId = (nom: string): string => `champ-${nom.replaceAll('.', '_')}`;

/** Builds the page of the form. */
export function createVue(options: OptionsDeVue): FormulaireVu {
  const { collection, donnees, valeurs, initiales, contexte, publie, erreurs = [], autres } = options;
  const libelles = new Map<string, string>();
  const erreursDe = (nom: string) =>
    erreurs.filter((erreur) => erreur.nom === nom).map(({ message }) => message);

  function seeChamp(
    champ: Champ,
    nom: string,
    { ou = '', choix = champ.choix }: { ou?: string; choix?: Champ['choix'] } = {},
  ): ChampVu {
    const textes = valeurs.get(nom);
    libelles.set(nom, ou ? `${ou}, ${champ.libelle.toLocaleLowerCase('fr')}` : champ.libelle);
    return {
      nom,
      id: toId(nom),
      genre: champ.genre,
      libelle: champ.libelle,
      aide: champ.aide,
      valeur: textes?.[0] ?? champ.defaut ?? '',
      choix: choix ?? [],
      erreurs: erreursDe(nom),
      autre: autres?.get(nom),
    };
  }

  const seeCase = (nom: string, libelle: string, valeur = 'oui'): CaseVue => ({
    nom,
    id: valeur === 'oui' ? toId(nom) : `${toId(nom)}_${valeur}`,
    valeur,
    libelle,
    isCochee: valeurs.get(nom)?.includes(valeur) ?? false,
  });

  function seeChoix(
    nom: string,
    legende: string,
    choix: readonly (readonly [string, string])[],
    ou: string,
  ): ChoixVu {
    libelles.set(nom, `${ou}, ${legende.toLocaleLowerCase('fr')}`);
    const cases = choix.map(([valeur, libelle]) => seeCase(nom, libelle, valeur));
    return { legende, cases, erreurs: erreursDe(nom), id: toId(nom) };
  }

  const isWritten = (nom: string) => (textOf(valeurs, nom) ?? '') !== (textOf(initiales, nom) ?? '');
  const isGroupWritten = (champs: readonly ChampVu[]) =>
    champs.some(({ nom, erreurs: fautes }) => fautes.length > 0 || isWritten(nom));

  function seeListe(liste: Liste): ListeVue {
    const see = (base: string, titre: string) =>
      liste.champs.map((champ) => seeChamp(champ, `${base}.${champ.chemin}`, { ou: titre }));
    const montres = listMontres(donnees, liste, contexte.aujourdhui);
    const nouveau = see(`${liste.chemin}.nouveau`, liste.ajout);
    return {
      titre: liste.titre,
      aide: liste.aide,
      elements: montres.map(({ rang }, place) => {
        const titre = montres.length > 1 ? `${liste.libelle} ${place + 1}` : liste.libelle;
        const base = `${liste.chemin}.${rang}`;
        const retirer = seeCase(`${base}.retirer`, `Retirer : ${titre.toLocaleLowerCase('fr')}`);
        return { id: toId(base), titre, champs: see(base, titre), retirer };
      }),
      nouveau: {
        id: toId(`${liste.chemin}.nouveau`),
        titre: liste.ajout,
        champs: nouveau,
        isOuvert: isGroupWritten(nouveau),
      },
    };
  }

  function seePermanence(permanence: Element, isSeule: boolean): PermanenceVue {
    const id = String(permanence.id);
    const base = `permanences.${id}`;
    const isNouvelle = valeurs.get(NOUVELLES)?.includes(id) ?? false;
    // The sentence and the dates of what the form holds now, its mistakes included.
    const apres = elementsOf(
      applyFormulaire(
        collection,
        donnees,
        new Map([...valeurs].filter(([nom]) => !nom.endsWith('.retirer'))),
        contexte.aujourdhui,
      ).donnees,
      'permanences',
    ).find((autre) => autre.id === id);
    const fermetures = elementsOf(donnees, 'fermetures');
    const prevues = listProchaines(permanence, fermetures, contexte, 12);
    const [phrase = '', ...details] = listPartsOfHoraires(apres ?? permanence, contexte.lieux);
    const ou = `Horaires « ${phrase} »`;
    const avant = toRythmeDuFormulaire(permanence.rythme);
    const joursCoches = valeurs.get(`${base}.jours`) ?? [];
    const see = (champ: Champ, choix?: Champ['choix']) =>
      seeChamp(champ, `${base}.${champ.chemin}`, choix ? { ou, choix } : { ou });

    const dates = [
      ...avant.dates.flatMap((date, rang) =>
        date < contexte.aujourdhui
          ? []
          : [seeChamp({ chemin: '', genre: 'date', libelle: 'Date' }, `${base}.dates.${rang}`, { ou })],
      ),
      ...Array.from({ length: DATES_EN_PLUS }, (_, rang) =>
        seeChamp({ chemin: '', genre: 'date', libelle: 'Autre date' }, `${base}.dates.nouvelle.${rang}`, {
          ou,
        }),
      ),
    ];
    const avants = elementsOf(permanence, 'creneaux');
    const creneaux = Array.from({ length: countLignesDHeures(avants.length) }, (_, rang) => {
      const ligne = `${base}.creneaux.${rang}`;
      const moment = avants[rang]?.moment;
      return {
        titre: rang === 0 ? 'Heures' : rang === 1 ? 'Puis' : 'Et encore',
        debut: seeChamp({ chemin: '', genre: 'heure', libelle: 'De' }, `${ligne}.debut`, { ou }),
        fin: seeChamp({ chemin: '', genre: 'heure', libelle: 'À' }, `${ligne}.fin`, { ou }),
        moment:
          moment === undefined
            ? undefined
            : seeChamp(
                { chemin: '', genre: 'choix', libelle: 'Moment, si les heures ne sont pas connues' },
                `${ligne}.moment`,
                {
                  ou,
                  choix: [
                    ['', '–'],
                    ...MOMENTS.map((nom): [string, string] => [nom, formatCreneau({ moment: nom })]),
                  ],
                },
              ),
      };
    });
    const annonces = (Object.entries(EXCEPTIONS) as [SorteDException, Liste][]).map(([sorte, liste]) => {
      const champs = liste.champs.map((champ) =>
        sorte === 'report' && champ.chemin === 'de'
          ? seeChamp({ ...champ, genre: prevues.length > 0 ? 'choix' : 'date' }, `${base}.${sorte}.de`, {
              ou: liste.ajout,
              choix: toChoixDeDates(prevues, textOf(valeurs, `${base}.${sorte}.de`)),
            })
          : seeChamp(champ, `${base}.${sorte}.${champ.chemin}`, { ou: liste.ajout }),
      );
      return { id: toId(`${base}.${sorte}`), titre: liste.ajout, champs, isOuvert: isGroupWritten(champs) };
    });
    const exceptions = elementsOf(permanence, 'exceptions').flatMap((exception, rang) => {
      const fin = exception.au ?? exception.du ?? exception.vers ?? exception.date;
      if (typeof fin === 'string' && fin < contexte.aujourdhui) return [];
      return [seeCase(`${base}.exceptions.${rang}.retirer`, formatException(exception, contexte.lieux))];
    });
    const retirer = seeCase(`${base}.retirer`, 'Retirer ces horaires de la fiche');
    const isTouched =
      isNouvelle ||
      retirer.isCochee ||
      erreurs.some(({ nom }) => nom?.startsWith(`${base}.`)) ||
      [...valeurs].some(
        ([nom, textes]) =>
          nom.startsWith(`${base}.`) &&
          textes.join('\n') !== (initiales.get(nom) ?? []).join('\n') &&
          textes.join('') !== '',
      );
    const vacances = toVacances(permanence);
    return {
      id,
      ancre: `horaires-${id}`,
      modele: textOf(valeurs, `${base}.modele`),
      isNouvelle,
      isOuverte: isSeule || isTouched,
      phrase,
      details: details.join(' – '),
      prochaines: listProchaines(apres ?? permanence, fermetures, contexte, 3).map(({ texte }) => texte),
      champs: {
        lieu: see(LIEU, [['', 'Non renseigné, à domicile ou par téléphone'], ...contexte.lieux]),
        libelle: see(LIBELLE),
        acces: see(ACCES),
        vacances: see({ chemin: 'vacances', genre: 'choix', libelle: 'Vacances scolaires' }, [
          ...(vacances === 'tel-quel' ? ([['tel-quel', 'Comme aujourd’hui (voir la phrase)']] as const) : []),
          ...Object.entries(VACANCES),
        ]),
        precision: see({
          chemin: 'precision',
          genre: 'ligne',
          libelle: 'Ce que l’on sait déjà',
          aide: 'Par exemple : une soirée par mois.',
        }),
      },
      rythme: seeChoix(
        `${base}.rythme`,
        'Quand',
        [
          ...(avant.sorte === 'tel-quel'
            ? ([['tel-quel', 'Comme aujourd’hui (voir la phrase)']] as const)
            : []),
          ...Object.entries(RYTHMES),
        ],
        ou,
      ),
      jours: seeChoix(
        `${base}.jours`,
        'Jours',
        JOURS_DE_SEMAINE.map((jour) => [jour, jour]),
        ou,
      ),
      rangs: seeChoix(
        `${base}.rangs`,
        'Semaines du mois',
        Object.entries(RANGS)
          .filter(([rang]) => ['1', '2', '3', '4', '-1'].includes(rang) || avant.rangs.includes(rang))
          .sort(([a], [b]) => Number(Number(a) < 0) - Number(Number(b) < 0) || Number(a) - Number(b)),
        ou,
      ),
      dates,
      creneaux,
      exceptions,
      annonces,
      joursSeparables:
        joursCoches.length > 1 ? JOURS_DE_SEMAINE.filter((jour) => joursCoches.includes(jour)) : [],
      retirer,
    };
  }

  function seePartie({ id, titre, groupe, champs, listes }: Partie): PartieVue {
    const hasPermanences = collection === 'structures' && id === 'horaires';
    const permanences = hasPermanences ? listPermanences(donnees, valeurs) : [];
    return {
      id,
      titre,
      fraicheur: groupe && {
        ...describeFraicheur(publie, groupe, contexte.aujourdhui),
        case: seeCase(`verifications.${groupe}`, 'Tout est exact ici, je le confirme aujourd’hui'),
      },
      champs: champs.map((champ) => seeChamp(champ, champ.chemin)),
      listes: listes.map(seeListe),
      permanences: hasPermanences
        ? permanences.map((permanence) => seePermanence(permanence, permanences.length === 1))
        : undefined,
    };
  }

  const parties = partiesOf(collection).map(seePartie);
  return {
    parties,
    nouvelles: [...(valeurs.get(NOUVELLES) ?? [])],
    ancreDAjout: `horaires-${addPermanence(donnees, valeurs).id}`,
    erreurs: erreurs.map(({ nom, champ, message }) => ({
      id: nom === undefined || !libelles.has(nom) ? undefined : idOf(nom),
      ou: (nom === undefined ? undefined : libelles.get(nom)) ?? champ,
      message,
    })),
  };

  /** The first box of a group stands for it. */
  function idOf(nom: string): string {
    const choix = { '.rythme': 'hebdomadaire', '.jours': 'lundi', '.rangs': '1' };
    const premier = Object.entries(choix).find(
      ([fin]) => nom.startsWith('permanences.') && nom.endsWith(fin),
    )?.[1];
    return premier === undefined ? toId(nom) : `${toId(nom)}_${premier}`;
  }
}

function toChoixDeDates(prevues: readonly Prochaine[], choisie = ''): [string, string][] {
  const dates = [...new Map(prevues.map(({ date, texte }) => [date, texte]))];
  const manque = isDateCivile(choisie) && !dates.some(([date]) => date === choisie);
  return [['', 'Choisissez la date'], ...(manque ? [[choisie, choisie] as [string, string]] : []), ...dates];
}
