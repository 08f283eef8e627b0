import { describe, expect, it } from 'vitest';
import { COLLECTIONS, NOMS_DE_COLLECTION } from '../../../src/domain/contenu/collection';
import { toErreurs } from '../../../src/domain/contenu/traduction';
import { AUJOURDHUI, contenu, erreursDe, fichiersMinimaux, permanenceEcrite } from '../../fixtures/contenu';
import { verifyContenu } from '../../../src/domain/contenu/verification';

const RELAIS = 'structures/relais.yaml';

/** The only error of the structure once changed, without the name of its file. */
function erreurDe(champs: Record<string, unknown>): string {
  const erreurs = erreursDe({ [RELAIS]: champs });
  expect(erreurs).toHaveLength(1);
  return erreurs[0]!.replace('val-minimal/structures/relais.yaml', '').replace(/^, /, '');
}
const permanence = (champs: Record<string, unknown>): string =>
  erreurDe({ permanences: [permanenceEcrite(champs)] });

describe('a field that is missing', () => {
  it('is named, with what to write there', () => {
    expect(erreurDe({ role: undefined })).toBe(
      'champ « role » : champ obligatoire, il manque. À écrire ici : À quoi ça sert, en une phrase simple, sans sigle.',
    );
  });

  it('lists the values to choose from', () => {
    expect(erreurDe({ statut: undefined })).toBe(
      'champ « statut » : champ obligatoire, il manque. Choisissez parmi : ouvert, en-projet, ferme-temporairement, ferme-definitivement.',
    );
    expect(permanence({ rythme: { jours: ['mardi'] } })).toBe(
      'champ « permanences.0.rythme.type » : champ obligatoire, il manque. Choisissez parmi : hebdomadaire, mensuel, semaine-du-mois, jour-du-mois, avant-vacances, dates, sur-rendez-vous, date-communiquee.',
    );
  });

  it('is said to be missing, rather than badly written, even when its schema has a message of its own', () => {
    expect(erreursDe({ 'commun/aides/mode-de-garde.yaml': { lien: undefined } })).toEqual([
      'commun/aides/mode-de-garde.yaml, champ « lien » : champ obligatoire, il manque. À écrire ici : Page officielle.',
    ]);
  });

  it('says to add it when there is nothing better to say', () => {
    const [erreur] = toErreurs(COLLECTIONS.urgences.schema, { nom: 'Secours' }, 'u.yaml').filter(
      ({ champ }) => champ === 'categorie',
    );
    expect(erreur?.message).toBe(
      'champ obligatoire, il manque. Choisissez parmi : secours, enfants, violences, ecoute, sante.',
    );
    const territoire = contenu().find(({ collection }) => collection === 'territoire')!.donnees as object;
    const carte = { centre: { lat: 44, lon: 2 } };
    expect(toErreurs(COLLECTIONS.territoire.schema, { ...territoire, carte }, 't.yaml')[0]?.message).toBe(
      'champ obligatoire, il manque. Ajoutez-le.',
    );
  });

  it('is told apart from a field without value', () => {
    expect(erreurDe({ role: null })).toBe(
      'champ « role » : champ vide. Remplissez-le, ou retirez cette ligne s’il n’est pas obligatoire. À écrire ici : À quoi ça sert, en une phrase simple, sans sigle.',
    );
    expect(erreurDe({ site: null })).toBe(
      'champ « site » : champ vide. Remplissez-le, ou retirez cette ligne s’il n’est pas obligatoire. À écrire ici : Site internet.',
    );
    expect(erreurDe({ zone: null })).toBe(
      'champ « zone » : champ vide. Remplissez-le, ou retirez cette ligne s’il n’est pas obligatoire. À écrire ici : Communes desservies : « territoire » ou une liste de codes INSEE. Absente : sa commune et celles de ses permanences.',
    );
  });
});

describe('a field that nobody knows', () => {
  it('is named where it stands', () => {
    expect(erreurDe({ roles: 'Une faute de frappe.' })).toBe(
      ' : champ inconnu : roles. Vérifiez l’orthographe, ou retirez-le.',
    );
    expect(erreurDe({ contacts: [{ telephone: '05 36 49 00 12', tel: '05 36 49 00 12' }] })).toBe(
      'champ « contacts.0 » : champ inconnu : tel. Vérifiez l’orthographe, ou retirez-le.',
    );
  });

  it('is listed with the others of the same place', () => {
    expect(erreurDe({ roles: 'a', adresses: 'b' })).toBe(
      ' : champs inconnus : roles, adresses. Vérifiez l’orthographe, ou retirez-les.',
    );
  });
});

describe('a value of the wrong kind', () => {
  it.each([
    [
      'a text',
      { nom: 12 },
      'champ « nom », valeur « 12 » : on attend un texte (mettez des guillemets si c’est un nombre). À écrire ici : Nom du service, tel que les habitants le connaissent.',
    ],
    [
      'yes or no',
      { aDomicile: 'oui' },
      'champ « aDomicile », valeur « oui » : on attend true (oui) ou false (non). À écrire ici : Le service se déplace au domicile des familles.',
    ],
    [
      'a list',
      { langues: 'occitan' },
      'champ « langues », valeur « occitan » : on attend une liste (une ligne par élément, précédée d’un tiret). À écrire ici : Langues parlées, en plus du français.',
    ],
    [
      'a group of fields',
      { tarif: 'gratuit' },
      'champ « tarif », valeur « gratuit » : on attend un groupe de champs (un par ligne : son nom, deux-points, sa valeur). À écrire ici : Prix pour les familles. Absent : non renseigné.',
    ],
    [
      'a whole number',
      { capacite: { places: 12.5 } },
      'champ « capacite.places », valeur « 12.5 » : on attend un nombre entier, sans guillemets. À écrire ici : Nombre de places.',
    ],
    [
      'a number',
      { capacite: { places: 'douze' } },
      'champ « capacite.places », valeur « douze » : on attend un nombre, sans guillemets. À écrire ici : Nombre de places.',
    ],
    [
      'a number that is one',
      { capacite: { places: Number.NaN } },
      'champ « capacite.places », valeur « NaN » : on attend un nombre, sans guillemets. À écrire ici : Nombre de places.',
    ],
    [
      'one of two kinds',
      { zone: 'canton' },
      'champ « zone », valeur « canton » : valeur qui ne convient pas. À écrire ici : Communes desservies : « territoire » ou une liste de codes INSEE. Absente : sa commune et celles de ses permanences.',
    ],
    [
      'codes between quotes',
      { zone: ['99001', 99002] },
      'champ « zone.1 », valeur « 99002 » : on attend un texte (mettez des guillemets si c’est un nombre).',
    ],
  ])('says that one expects %s', (_, champs, attendu) => {
    expect(erreurDe(champs)).toBe(attendu);
  });

  it('is the whole file when it holds a sentence', () => {
    const fichiers = contenu().map((fichier) =>
      fichier.slug === 'naissances' ? { ...fichier, donnees: 'Trente et une' } : fichier,
    );
    expect(verifyContenu(fichiers, AUJOURDHUI).erreurs).toEqual([
      {
        fichier: 'val-minimal/indicateurs/naissances.yaml',
        champ: '',
        valeur: 'Trente et une',
        message: 'on attend un groupe de champs (un par ligne : son nom, deux-points, sa valeur).',
      },
    ]);
  });

  it('never shows an English word of the schema library', () => {
    const valeurs = [undefined, null, '', 'x', 3.5, true, [], {}, [null], { x: 1 }];
    const messages = NOMS_DE_COLLECTION.flatMap((nom) => {
      const modele = fichiersMinimaux.find(({ collection }) => collection === nom)!.donnees;
      const entree = (Array.isArray(modele) ? modele[0] : modele) as Record<string, unknown>;
      return Object.keys(entree).flatMap((champ) =>
        valeurs.flatMap((valeur) =>
          toErreurs(COLLECTIONS[nom].schema, { ...entree, [champ]: valeur }, 'x.yaml').map(
            ({ message }) => message,
          ),
        ),
      );
    });
    expect(messages.length).toBeGreaterThan(500);
    for (const message of messages) {
      expect(message).not.toMatch(
        /\b(object|array|string|number|record|expected|received|invalid|undefined|null|standard|Infinity)\b/i,
      );
      expect(message).toMatch(/[.?)]$/);
      expect(message, 'a sentence after the colon starts in lower case').toMatch(/^[a-zàâéèêîôûç]/);
    }
  });
});

describe('a value out of a list', () => {
  it('is answered with the whole list', () => {
    expect(erreurDe({ acces: 'sur-rdv' })).toBe(
      'champ « acces », valeur « sur-rdv » : valeur inconnue. Choisissez parmi : libre, sur-inscription, sur-rendez-vous, sur-orientation.',
    );
    expect(permanence({ rythme: { type: 'hebdomadaire', jours: ['mardi', 'Jeudi'] } })).toBe(
      'champ « permanences.0.rythme.jours.1 », valeur « Jeudi » : valeur inconnue. Choisissez parmi : lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche.',
    );
    expect(permanence({ exceptions: [{ type: 'suppression', du: '2026-12-01' }] })).toBe(
      'champ « permanences.0.exceptions.0.type », valeur « suppression » : valeur inconnue. Choisissez parmi : annulation, report, ajout.',
    );
  });

  it('is answered with every type of structure', () => {
    expect(erreurDe({ type: 'ram' })).toMatch(
      /^champ « type », valeur « ram » : valeur inconnue\. Choisissez parmi : rpe, laep, .*, reseau\.$/,
    );
  });
});

describe('a value of the right kind that does not fit', () => {
  it.each([
    [
      'a phone that is no French number',
      { contacts: [{ telephone: '+44 20 7946 0018' }] },
      'champ « contacts.0.telephone », valeur « +44 20 7946 0018 » : ce n’est pas un numéro de téléphone français. Écrivez dix chiffres, par exemple 05 65 00 00 00.',
    ],
    [
      'a phone one digit short',
      { contacts: [{ telephone: '05 36 49 00 1' }] },
      'champ « contacts.0.telephone », valeur « 05 36 49 00 1 » : ce n’est pas un numéro de téléphone français. Écrivez dix chiffres, par exemple 05 65 00 00 00.',
    ],
    [
      'a phone without quotes, which YAML reads as a number',
      { contacts: [{ telephone: 536490012 }] },
      'champ « contacts.0.telephone », valeur « 536490012 » : on attend un texte (mettez des guillemets si c’est un nombre). À écrire ici : Numéro à dix chiffres.',
    ],
    [
      'a mail without its end',
      { contacts: [{ courriel: 'accueil@exemple' }] },
      'champ « contacts.0.courriel », valeur « accueil@exemple » : ce n’est pas une adresse de courriel. Vérifiez l’arobase et le point, par exemple accueil@exemple.fr.',
    ],
    [
      'a site without its beginning',
      { site: 'www.exemple.fr' },
      'champ « site », valeur « www.exemple.fr » : ce n’est pas une adresse de site. Écrivez-la en entier, par exemple https://www.exemple.fr.',
    ],
    [
      'a postal name for an INSEE code',
      { commune: '1210' },
      'champ « commune », valeur « 1210 » : ce n’est pas un code INSEE. Écrivez les cinq caractères du code de la commune (ce n’est pas le code postal).',
    ],
    [
      'a reference with capitals',
      { lieu: 'Mairie' },
      'champ « lieu », valeur « Mairie » : ce n’est pas un nom court valable. Écrivez en minuscules sans accent, avec des tirets, par exemple mairie-de-belmont.',
    ],
    [
      'a day that does not exist',
      { verifications: { horaires: '2026-02-30' } },
      'champ « verifications.horaires », valeur « 2026-02-30 » : ce n’est pas une date du calendrier. Écrivez année-mois-jour, par exemple 2026-12-01.',
    ],
    [
      'a date as people say it',
      { sources: [{ titre: 'Programme', date: 'novembre 2026' }] },
      'champ « sources.0.date », valeur « novembre 2026 » : ce n’est pas une date. Écrivez 2024-08-01, 2024-08 ou 2024, selon ce que dit la source.',
    ],
    [
      'ages in the wrong order',
      { publics: { ages: { deMois: 36, aMois: 12 } } },
      'champ « publics.ages.aMois », valeur « 12 » : l’âge maximum est plus petit que l’âge minimum. Vérifiez les deux (en mois).',
    ],
    [
      'no source',
      { sources: [] },
      'champ « sources », valeur « [] » : il faut au moins une source : d’où vient cette information ?',
    ],
    [
      'an empty list',
      { zone: [] },
      'champ « zone », valeur « [] » : il faut au moins 1 élément. À écrire ici : Communes desservies : « territoire » ou une liste de codes INSEE. Absente : sa commune et celles de ses permanences.',
    ],
    [
      'a text too short',
      { role: 'Jouer.' },
      'champ « role », valeur « Jouer. » : texte trop court : au moins 10 caractères. À écrire ici : À quoi ça sert, en une phrase simple, sans sigle.',
    ],
    [
      'an empty text',
      { nom: '' },
      'champ « nom », valeur vide : texte trop court : au moins 2 caractères. À écrire ici : Nom du service, tel que les habitants le connaissent.',
    ],
    [
      'a number too small',
      { publics: { ages: { deMois: -20 } } },
      'champ « publics.ages.deMois », valeur « -20 » : nombre trop petit : au moins -9. À écrire ici : Âge minimum en mois révolus. 0 : la naissance. -9 : dès la grossesse. 36 : 3 ans.',
    ],
    [
      'no place at all',
      { capacite: { places: 0 } },
      'champ « capacite.places », valeur « 0 » : nombre trop petit : il en faut plus de 0. À écrire ici : Nombre de places.',
    ],
    [
      'a number too large',
      { publics: { ages: { deMois: 2000 } } },
      'champ « publics.ages.deMois », valeur « 2000 » : valeur trop grande : au plus 1440. À écrire ici : Âge minimum en mois révolus. 0 : la naissance. -9 : dès la grossesse. 36 : 3 ans.',
    ],
  ])('is explained: %s', (_, champs, attendu) => {
    expect(erreurDe(champs)).toBe(attendu);
  });

  it.each([
    [
      'an hour as people write it',
      { creneaux: [{ debut: '9h', fin: '12:00' }] },
      'champ « permanences.0.creneaux.0.debut », valeur « 9h » : ce n’est pas une heure. Écrivez deux chiffres, deux-points, deux chiffres, par exemple 09:00.',
    ],
    [
      'a slot in one text',
      { creneaux: ['09:00-12:00'] },
      'champ « permanences.0.creneaux.0 », valeur « 09:00-12:00 » : un créneau a un début (et une fin), par exemple { debut: "09:00", fin: "12:00" }, ou un moment, par exemple { moment: apres-midi }.',
    ],
    [
      'a sixth Tuesday',
      { rythme: { type: 'mensuel', jours: ['mardi'], rangs: [6] } },
      'champ « permanences.0.rythme.rangs.0 », valeur « 6 » : ce n’est pas un rang du mois. Écrivez 1, 2, 3, 4 ou 5, ou bien -1 pour le dernier, -2 pour l’avant-dernier.',
    ],
    [
      'a rhythm without its day',
      { rythme: { type: 'hebdomadaire', jours: [] } },
      'champ « permanences.0.rythme.jours », valeur « [] » : il manque le jour de la semaine, par exemple [mardi].',
    ],
  ])('is explained in a permanence: %s', (_, champs, attendu) => {
    expect(permanence(champs)).toBe(attendu);
  });

  it('is counted in the singular or the plural', () => {
    const communes = contenu().find(({ collection }) => collection === 'communes')!.donnees as object[];
    expect(erreursDe({ 'communes.yaml': [{ ...communes[0], nom: '' }, ...communes.slice(1)] })).toEqual([
      'val-minimal/communes.yaml, champ « 0.nom », valeur vide : texte trop court : au moins 1 caractère. À écrire ici : Nom officiel.',
    ]);
  });

  it('is a list that a machine filled', () => {
    const permanences = Array.from({ length: 101 }, (_, rang) => permanenceEcrite({ id: `p-${rang}` }));
    expect(erreurDe({ permanences })).toContain('liste trop longue : au plus 100 éléments.');
    const exceptions = Array.from({ length: 201 }, () => ({
      type: 'annulation',
      du: '2026-12-01',
      motif: 'salle prise',
    }));
    expect(permanence({ exceptions })).toContain('liste trop longue : au plus 200 éléments.');
  });

  it('is too long', () => {
    expect(erreursDe({ 'commun/guide/garder-mon-bebe.yaml': { resume: 'Il dort. '.repeat(30) } })).toEqual([
      `commun/guide/garder-mon-bebe.yaml, champ « resume », valeur « ${'Il dort. '.repeat(30).slice(0, 80)}… » : texte trop long : au plus 200 caractères. Raccourcissez-le.`,
    ]);
  });
});
